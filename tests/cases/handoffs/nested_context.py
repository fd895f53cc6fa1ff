"""Cases 33 and 36: a body handed over is checked for the thread it runs on, not where it stands."""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor

from loopsafe import blocking, callback


def slow() -> None:
    time.sleep(1)


@callback
def fire() -> None: ...


async def coroutine(loop: asyncio.AbstractEventLoop, pool: ThreadPoolExecutor) -> None:
    def in_worker() -> None:
        slow()
        loop.call_soon_threadsafe(fire)

    def wrong_in_worker() -> None:
        slow()
        fire()

    @callback
    def marked_local() -> None:
        slow()  # E: "slow" reaches "time.sleep"  [blocking-call]

    @blocking
    def marked_worker() -> None:
        slow()

    await asyncio.to_thread(in_worker)
    await asyncio.to_thread(wrong_in_worker)  # E: "wrong_in_worker"  [callable-context]
    pool.submit(wrong_in_worker)  # E: "wrong_in_worker"  [callable-context]
    loop.call_soon(marked_local)
    await asyncio.to_thread(marked_worker)
    loop.call_soon(marked_worker)  # E: "marked_worker"  [callable-context]
    wrong_in_worker()  # E: "wrong_in_worker" reaches "time.sleep"  [blocking-call]


@blocking
def from_worker(loop: asyncio.AbstractEventLoop) -> None:
    def back_on_loop() -> None:
        fire()

    def wrong_on_loop() -> None:
        slow()

    loop.call_soon_threadsafe(back_on_loop)
    loop.call_soon_threadsafe(wrong_on_loop)  # E: "wrong_on_loop"  [callable-context]
    back_on_loop()  # E: "back_on_loop" reaches "fire"  [loop-only-call]
