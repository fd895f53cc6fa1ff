"""Case 34: what is *called* while the arguments are built runs here, not in the worker."""

import asyncio
import functools
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from loopsafe import callback


def make() -> Callable[[], None]:
    time.sleep(1)
    return lambda: None


def measure() -> int:
    time.sleep(1)
    return 1


def use(number: int) -> None: ...


class Device:
    def __init__(self) -> None:
        time.sleep(1)

    def poll(self) -> None: ...

    @property
    def reader(self) -> Callable[[], None]:
        time.sleep(1)
        return self.poll


async def coroutine(loop: asyncio.AbstractEventLoop, device: Device) -> None:
    await asyncio.to_thread(make())  # E: "make" reaches "time.sleep"  [blocking-call]
    await asyncio.to_thread(use, measure())  # E: "measure" reaches "time.sleep"  [blocking-call]
    await asyncio.to_thread(functools.partial(use, measure()))  # E: "measure" reaches "time.sleep"  [blocking-call]
    await asyncio.to_thread(Device().poll)  # E: reaches "time.sleep"  [blocking-call]
    await asyncio.to_thread(device.reader)  # E: reaches "time.sleep"  [blocking-call]
    await loop.run_in_executor(None, make())  # E: "make" reaches "time.sleep"  [blocking-call]
    await loop.run_in_executor(None, use, measure())  # E: "measure" reaches "time.sleep"  [blocking-call]
    await asyncio.to_thread(lambda number=measure(): use(number))  # E: "measure" reaches "time.sleep"  [blocking-call]


@callback
def on_event(pool: ThreadPoolExecutor, loop: asyncio.AbstractEventLoop) -> None:
    threading.Thread(target=make()).start()  # E: "make" reaches "time.sleep"  [blocking-call]
    threading.Thread(target=use, args=(measure(),)).start()  # E: "measure" reaches "time.sleep"  [blocking-call]
    pool.submit(make())  # E: "make" reaches "time.sleep"  [blocking-call]
    loop.call_soon(use, measure())  # E: "measure" reaches "time.sleep"  [blocking-call]
    loop.call_later(measure(), use, 1)  # E: "measure" reaches "time.sleep"  [blocking-call]
