"""Cases 33 and 38: what blocks may be given to a worker, in whatever shape."""

import asyncio
import functools
import threading
import time
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor

from loopsafe import blocking, callback, thread_safe


@blocking
def marked(number: int = 0) -> int:
    return number


def inferred(number: int = 0) -> int:
    time.sleep(1)
    return number


@thread_safe
def anywhere(number: int = 0) -> int:
    return number


class Device:
    def poll(self, number: int = 0) -> int:
        time.sleep(1)
        return number

    @staticmethod
    def scan() -> None:
        time.sleep(1)


async def coroutine(loop: asyncio.AbstractEventLoop, pool: ThreadPoolExecutor, device: Device) -> None:
    await asyncio.to_thread(time.sleep, 1)
    await asyncio.to_thread(marked, 1)
    await asyncio.to_thread(inferred)
    await asyncio.to_thread(anywhere)
    await asyncio.to_thread(device.poll, number=1)
    await asyncio.to_thread(Device.scan)
    await asyncio.to_thread(lambda: time.sleep(1))
    await asyncio.to_thread(functools.partial(inferred, 1))
    await asyncio.to_thread(functools.partial(device.poll, 1))
    await loop.run_in_executor(None, inferred, 1)
    await loop.run_in_executor(pool, lambda: device.poll(1))
    await loop.run_in_executor(pool, functools.partial(time.sleep, 1))
    pool.submit(inferred, 1)
    pool.submit(device.poll)
    pool.submit(lambda: marked(1))
    pool.map(inferred, [1, 2])


@callback
def on_event(
    loop: asyncio.AbstractEventLoop, pool: Executor, processes: ProcessPoolExecutor, device: Device
) -> None:
    threading.Thread(target=inferred).start()
    threading.Thread(None, device.poll, "poll", (1,)).start()
    threading.Thread(target=lambda: time.sleep(1), daemon=True).start()
    threading.Thread(target=functools.partial(marked, 1)).start()
    threading.Timer(1, inferred).start()
    loop.run_in_executor(None, marked)
    pool.submit(inferred, 1)
    processes.submit(marked, 1)

    def local() -> None:
        time.sleep(1)

    pool.submit(local)
    loop.run_in_executor(None, local)


def offload(loop: asyncio.AbstractEventLoop) -> None:
    loop.run_in_executor(None, inferred)


@callback
def through_helper(loop: asyncio.AbstractEventLoop) -> None:
    offload(loop)
