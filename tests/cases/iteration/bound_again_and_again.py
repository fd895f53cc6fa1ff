"""Case 43: a chain of generators in one variable: each is followed once, not once for each way."""

import time
from collections.abc import Iterable, Iterator


def doubled(numbers: Iterable[int]) -> Iterator[int]:
    for number in numbers:
        yield number
        yield number


def slow() -> Iterator[int]:
    time.sleep(1)
    yield 1


async def pipeline(size: int) -> None:
    numbers: Iterable[int] = slow()
    if size > 1:
        numbers = doubled(numbers)
    if size > 2:
        numbers = doubled(numbers)
    if size > 3:
        numbers = doubled(numbers)
    if size > 4:
        numbers = doubled(numbers)
    if size > 5:
        numbers = doubled(numbers)
    if size > 6:
        numbers = doubled(numbers)
    for _ in numbers:  # E: "slow" reaches "time.sleep"  [blocking-call]
        pass
