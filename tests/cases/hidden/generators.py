"""Case 43: a generator is charged where it is iterated, in every form, and not where it is called."""

import time
from collections.abc import Iterator

from loopsafe import callback


def slow() -> Iterator[int]:
    time.sleep(1)
    yield 1
    yield 2


def keep(numbers: Iterator[int]) -> Iterator[int]:
    return numbers


def total() -> int:
    return sum(slow())


@callback
def makes() -> Iterator[int]:
    numbers = slow()
    keep(numbers)
    keep(slow())
    return slow()


@callback
def loops() -> None:
    for _ in slow():  # E: reaches "time.sleep"  [blocking-call]
        pass
    numbers = slow()
    for _ in numbers:  # E: reaches "time.sleep"  [blocking-call]
        pass
    for _ in (
        slow()  # E: reaches "time.sleep"  [blocking-call]
    ):
        pass
    [number for number in slow()]  # E: reaches "time.sleep"  [blocking-call]
    {number for number in slow()}  # E: reaches "time.sleep"  [blocking-call]
    {number: 1 for _ in range(2) for number in slow()}  # E: reaches "time.sleep"  [blocking-call]
    for _ in zip(slow(), [1]):  # E: reaches "time.sleep"  [blocking-call]
        pass
    for _ in enumerate(slow()):  # E: reaches "time.sleep"  [blocking-call]
        pass


@callback
def consumes() -> None:
    first, second = slow()  # E: reaches "time.sleep"  [blocking-call]
    first, *rest = slow()  # E: reaches "time.sleep"  [blocking-call]
    list(slow())  # E: reaches "time.sleep"  [blocking-call]
    tuple(slow())  # E: reaches "time.sleep"  [blocking-call]
    sum(slow())  # E: reaches "time.sleep"  [blocking-call]
    next(slow())  # E: reaches "time.sleep"  [blocking-call]
    max(slow())  # E: reaches "time.sleep"  [blocking-call]
    sorted(slow())  # E: reaches "time.sleep"  [blocking-call]
    any(slow())  # E: reaches "time.sleep"  [blocking-call]
    list(zip(slow(), [1]))  # E: reaches "time.sleep"  [blocking-call]
    1 in slow()  # E: reaches "time.sleep"  [blocking-call]
    [0, *slow()]  # E: reaches "time.sleep"  [blocking-call]
    print(*slow())  # E: reaches "time.sleep"  [blocking-call]
    print(first, second, rest)
    ",".join(str(number) for number in slow())  # E: reaches "time.sleep"  [blocking-call]
    total()  # E: "total" reaches "time.sleep"  [blocking-call]
