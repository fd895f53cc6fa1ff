"""Case 35: a blocking function may not be called back on the loop."""

import asyncio
import signal
import time
from typing import Any

from loopsafe import blocking, callback, thread_safe


@blocking
def marked(*arguments: object) -> None: ...


@callback
def on_loop(*arguments: object) -> None: ...


@thread_safe
def anywhere(*arguments: object) -> None: ...


def harmless(*arguments: object) -> None: ...


@callback
def on_event(loop: asyncio.AbstractEventLoop, future: asyncio.Future[int], task: asyncio.Task[Any]) -> None:
    loop.call_soon(marked)  # E: "marked"  [callable-context]
    loop.call_soon(time.sleep, 1)  # E: "time.sleep"  [callable-context]
    loop.call_later(1, marked)  # E: "marked"  [callable-context]
    loop.call_at(1, marked, 2)  # E: "marked"  [callable-context]
    loop.call_soon(callback=marked)  # E: "marked"  [callable-context]
    loop.call_soon_threadsafe(marked)  # E: "marked"  [callable-context]
    loop.add_reader(1, marked)  # E: "marked"  [callable-context]
    loop.add_writer(1, marked, 2)  # E: "marked"  [callable-context]
    loop.add_signal_handler(signal.SIGTERM, marked)  # E: "marked"  [callable-context]
    future.add_done_callback(marked)  # E: "marked"  [callable-context]
    task.add_done_callback(marked)  # E: "marked"  [callable-context]


@callback
def fine(loop: asyncio.AbstractEventLoop, future: asyncio.Future[int], task: asyncio.Task[Any]) -> None:
    loop.call_soon(on_loop)
    loop.call_soon(anywhere, 1)
    loop.call_later(1, harmless)
    loop.call_at(1, on_loop)
    loop.add_reader(1, on_loop)
    loop.add_signal_handler(signal.SIGTERM, harmless)
    future.add_done_callback(on_loop)
    task.add_done_callback(anywhere)
    task.add_done_callback(lambda _: on_loop())
    future.add_done_callback(lambda done: done.result())


async def coroutine() -> None:
    loop = asyncio.get_running_loop()
    loop.call_soon(marked)  # E: "marked"  [callable-context]
    task = asyncio.create_task(asyncio.sleep(1))
    task.add_done_callback(marked)  # E: "marked"  [callable-context]
    asyncio.get_event_loop().call_later(1, marked)  # E: "marked"  [callable-context]


@blocking
def in_worker(loop: asyncio.AbstractEventLoop) -> None:
    loop.call_soon_threadsafe(marked)  # E: "marked"  [callable-context]
    loop.call_soon_threadsafe(on_loop)
