"""Case 43: ``yield from``, generator expressions, generators of generators."""

import time
from collections.abc import Iterable, Iterator

from loopsafe import callback


def measure(number: int = 0) -> int:
    time.sleep(1)
    return number


def slow() -> Iterator[int]:
    time.sleep(1)
    yield 1


def outer() -> Iterator[int]:
    yield from slow()


def filtered() -> Iterator[int]:
    for number in slow():
        yield number


@callback
def delegates() -> Iterator[int]:
    yield from slow()  # E: reaches "time.sleep"  [blocking-call]


@callback
def yields() -> Iterator[int]:
    yield measure()  # E: "measure" reaches "time.sleep"  [blocking-call]


@callback
def lazy(numbers: list[int]) -> Iterable[int]:
    waiting = (measure(number) for number in numbers)
    return (number for number in waiting if measure(number))


@callback
def eager(numbers: list[int]) -> None:
    outer()
    filtered()
    list(outer())  # E: reaches "time.sleep"  [blocking-call]
    for _ in filtered():  # E: reaches "time.sleep"  [blocking-call]
        pass
    (number for number in range(measure()))  # E: "measure" reaches "time.sleep"  [blocking-call]
    sum(measure(number) for number in numbers)  # E: reaches "time.sleep"  [blocking-call]
    any(measure(number) for number in numbers)  # E: reaches "time.sleep"  [blocking-call]
    for _ in (measure(number) for number in numbers):  # E: reaches "time.sleep"  [blocking-call]
        pass
    waiting = (measure(number) for number in numbers)
    list(waiting)  # E: reaches "time.sleep"  [blocking-call]


async def coroutine() -> None:
    for _ in outer():  # E: reaches "time.sleep"  [blocking-call]
        pass
    outer()
