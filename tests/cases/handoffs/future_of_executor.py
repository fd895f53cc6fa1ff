"""Case 33: a future of ``concurrent.futures`` calls back in the worker that completes it.

What blocks may be handed over, what needs the loop may not. That a future which is complete already
calls back at once, on the thread that asks, is not followed.
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
    future.add_done_callback(slow)
    future.add_done_callback(on_done)  # E: it is called in a worker thread  [callable-context]
    future.add_done_callback(tell_loop)
