"""Case 22: a worker may not create tasks; ``run_coroutine_threadsafe`` is its way back."""

import asyncio

from loopsafe import blocking, callback, thread_safe


async def work() -> None: ...


def start() -> None:
    asyncio.create_task(work())


@blocking
def in_worker(loop: asyncio.AbstractEventLoop) -> None:
    asyncio.create_task(work())  # E: [loop-only-call]
    loop.create_task(work())  # E: [loop-only-call]
    asyncio.ensure_future(work())  # E: [loop-only-call]
    start()  # E: "start" reaches  [loop-only-call]
    asyncio.run_coroutine_threadsafe(work(), loop)


@thread_safe
def anywhere(loop: asyncio.AbstractEventLoop) -> None:
    asyncio.create_task(work())  # E: [loop-only-call]
    loop.create_task(work())  # E: [loop-only-call]
    asyncio.run_coroutine_threadsafe(work(), loop)


@callback
def on_event(loop: asyncio.AbstractEventLoop) -> None:
    asyncio.create_task(work())
    loop.create_task(work())
    start()


async def coroutine(loop: asyncio.AbstractEventLoop) -> None:
    asyncio.create_task(work())
    loop.create_task(work())
    start()
