"""Case 42: a context manager sleeps as long as it has to."""

import asyncio
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

class RateLimiter:
    def __init__(self, per_second: float) -> None:
        self.pause = 1 / per_second
        self.last = 0.0

    def __enter__(self) -> None:
        left = self.last + self.pause - time.monotonic()
        if left > 0:
            time.sleep(left)
        self.last = time.monotonic()

    def __exit__(self, *args: object) -> None: ...

async def call(limiter: RateLimiter, action: Callable[[], T]) -> T:
    with limiter:  # E: [blocking-call]
        return action()
