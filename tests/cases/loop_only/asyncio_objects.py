"""Case 30: what asyncio's own objects demand; ``call_soon_threadsafe`` is the exception."""

import asyncio
from typing import Any

from loopsafe import blocking, callback, thread_safe


def done() -> None: ...


@blocking
def in_worker(
    loop: asyncio.AbstractEventLoop,
    future: asyncio.Future[int],
    task: asyncio.Task[Any],
    event: asyncio.Event,
    queue: asyncio.Queue[int],
) -> None:
    loop.call_soon(done)  # E: [loop-only-call]
    loop.call_later(1, done)  # E: [loop-only-call]
    loop.call_at(1, done)  # E: [loop-only-call]
    future.set_result(1)  # E: [loop-only-call]
    future.set_exception(ValueError())  # E: [loop-only-call]
    task.cancel()  # E: [loop-only-call]
    event.set()  # E: [loop-only-call]
    queue.put_nowait(1)  # E: [loop-only-call]
    loop.call_soon_threadsafe(done)
    loop.call_soon_threadsafe(event.set)
    loop.call_soon_threadsafe(queue.put_nowait, 1)


@thread_safe
def anywhere(loop: asyncio.AbstractEventLoop, event: asyncio.Event) -> None:
    event.set()  # E: [loop-only-call]
    loop.call_soon(done)  # E: [loop-only-call]
    loop.call_soon_threadsafe(done)


@callback
def on_loop(
    loop: asyncio.AbstractEventLoop,
    future: asyncio.Future[int],
    task: asyncio.Task[Any],
    event: asyncio.Event,
    queue: asyncio.Queue[int],
) -> None:
    loop.call_soon(done)
    loop.call_later(1, done)
    future.set_result(1)
    task.cancel()
    event.set()
    queue.put_nowait(1)
    loop.call_soon_threadsafe(done)
