"""Case 72: a marker applied by a call marks what it returns."""

import math

from loopsafe import blocking, callback


def compute() -> float:
    return math.sqrt(2)


load = blocking(compute)
fire = callback(lambda: None)
slow = blocking(kind="cpu")(compute)


async def coroutine() -> None:
    load()  # E: [blocking-call]
    slow()  # E: [blocking-call]
    fire()
    compute()


@blocking
def in_worker() -> None:
    load()
    slow()
    fire()  # E: [loop-only-call]
