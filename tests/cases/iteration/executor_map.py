"""Cases 33, 43: Executor.map starts at once, and waits where its results are iterated over."""

import time
from concurrent.futures import Executor, ThreadPoolExecutor

from loopsafe import callback


@callback
def redraw(number: int) -> None: ...


def load(number: int) -> int:
    time.sleep(number)
    return number


def numbers() -> list[int]:
    time.sleep(1)
    return [1]


async def main(pool: Executor, threads: ThreadPoolExecutor) -> None:
    pool.map(load, [1, 2])
    list(pool.map(load, [1, 2]))  # E: "concurrent.futures.Executor.map"  [blocking-call]
    found = threads.map(load, [1, 2])
    for number in found:  # E: "concurrent.futures.Executor.map"  [blocking-call]
        print(number)
    pool.map(load, numbers())  # E: "numbers" reaches "time.sleep"  [blocking-call]
    pool.map(redraw, [1])  # E: "redraw"  [callable-context]
