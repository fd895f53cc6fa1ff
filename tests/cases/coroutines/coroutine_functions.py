"""Case 24: a coroutine *function* given to something that calls it and drops the coroutine."""

import asyncio
import threading
from concurrent.futures import Executor, ThreadPoolExecutor

from loopsafe import blocking, callback


async def work() -> None: ...


class Device:
    async def refresh(self) -> None: ...


@callback
def on_event(
    loop: asyncio.AbstractEventLoop, pool: ThreadPoolExecutor, device: Device
) -> None:
    loop.call_soon(work)  # E: Coroutine "work" is never run
    loop.call_later(1, work)  # E: Coroutine "work" is never run
    loop.call_soon_threadsafe(work)  # E: Coroutine "work" is never run
    loop.call_soon(device.refresh)  # E: is never run
    loop.run_in_executor(None, work)  # E: Coroutine "work" is never run
    threading.Thread(target=work).start()  # E: Coroutine "work" is never run
    pool.submit(work)  # E: Coroutine "work" is never run
    loop.call_soon(loop.create_task, work())


async def coroutine(loop: asyncio.AbstractEventLoop, pool: Executor) -> None:
    loop.call_soon(work)  # E: Coroutine "work" is never run
    await loop.run_in_executor(pool, work)  # E: Coroutine "work" is never run
    pool.submit(work)  # E: Coroutine "work" is never run


@blocking
def in_worker(loop: asyncio.AbstractEventLoop) -> None:
    loop.call_soon_threadsafe(work)  # E: Coroutine "work" is never run
    threading.Thread(target=work).start()  # E: Coroutine "work" is never run
    asyncio.run(work())
