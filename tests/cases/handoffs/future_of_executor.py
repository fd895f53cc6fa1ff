"""Case 33: a future of ``concurrent.futures`` calls back on any thread.

It is the worker's that completes it; but if the future is complete already, it is called at once,
on the thread that asks: here, the event loop's.
"""

import asyncio
import concurrent.futures
import time

from loopsafe import callback

LOOP = asyncio.new_event_loop()


def slow(future: concurrent.futures.Future[int]) -> None:
    time.sleep(1)


@callback
def on_done(future: concurrent.futures.Future[int]) -> None: ...


def tell_loop(future: concurrent.futures.Future[int]) -> None:
    LOOP.call_soon_threadsafe(on_done, future)


@callback
def on_event(pool: concurrent.futures.ThreadPoolExecutor) -> None:
    future = pool.submit(abs, 1)
    future.add_done_callback(slow)  # E: "concurrent.futures.Future.add_done_callback": it is called on any thread  [callable-context]
    future.add_done_callback(on_done)  # E: it is called on any thread  [callable-context]
    future.add_done_callback(tell_loop)
