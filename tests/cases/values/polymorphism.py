"""Case 50: a function that calls its parameter has the effect of what is passed."""

import time
from collections.abc import Callable
from functools import reduce

from loopsafe import blocking, callback


def slow(number: int = 0) -> int:
    time.sleep(1)
    return number


def fast(number: int = 0) -> int:
    return number


@callback
def fire(number: int = 0) -> int:
    return number


def apply(action: Callable[[], int]) -> int:
    return action()


def apply_twice(action: Callable[[], int]) -> int:
    return apply(action) + apply(action)


def apply_any(action: Callable[..., int], *args: int, **kwargs: int) -> int:
    return action(*args, **kwargs)


def keep(action: Callable[[], int]) -> Callable[[], int]:
    return action


@callback
def on_event(numbers: list[int]) -> None:
    apply(slow)  # E: reaches "time.sleep"  [blocking-call]
    apply(fast)
    apply(lambda: slow())  # E: reaches "time.sleep"  [blocking-call]
    apply(fire)
    apply_twice(slow)  # E: reaches "time.sleep"  [blocking-call]
    apply_twice(fast)
    apply_any(slow, 1)  # E: reaches "time.sleep"  [blocking-call]
    apply_any(fast, 1)
    keep(slow)
    list(map(slow, numbers))  # E: reaches "time.sleep"  [blocking-call]
    list(map(fast, numbers))
    list(filter(slow, numbers))  # E: reaches "time.sleep"  [blocking-call]
    sorted(numbers, key=slow)  # E: reaches "time.sleep"  [blocking-call]
    sorted(numbers, key=fast)
    numbers.sort(key=slow)  # E: reaches "time.sleep"  [blocking-call]
    min(numbers, key=slow)  # E: reaches "time.sleep"  [blocking-call]
    max(numbers, key=fast)
    reduce(lambda total, number: total + slow(number), numbers)  # E: reaches "time.sleep"  [blocking-call]


@blocking
def in_worker() -> None:
    apply(slow)
    apply(fire)  # E: "fire"  [loop-only-call]
