"""Case 43: what a function returns is charged where that is iterated or entered, not at the call."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager

from loopsafe import callback


@callback
def on_event(store: "Store", numbers: list[int]) -> None:
    passed_on(numbers)
    doubled(numbers)
    store.locked()
    for _ in passed_on(numbers):  # E: "passed_on" reaches "time.sleep"  [blocking-call]
        pass
    kept = passed_on(numbers)
    next(kept)  # E: "passed_on" reaches "time.sleep"  [blocking-call]
    sum(doubled(numbers))
    list(counted(3))  # E: "counted" reaches "time.sleep"  [blocking-call]
    list(each(time.sleep, [1.0]))  # E: "each" reaches "time.sleep"  [blocking-call]
    list(each(print, [1.0]))
    for _ in store:  # E: "Store.__iter__" reaches "time.sleep"  [blocking-call]
        pass
    with store.locked():  # E: "Store.locked" reaches "time.sleep"  [blocking-call]
        pass
    with store.unlocked():
        pass
    total(numbers)  # E: "total" reaches "time.sleep"  [blocking-call]


def total(numbers: list[int]) -> int:
    return sum(passed_on(numbers))


def passed_on(numbers: list[int]) -> Iterator[int]:
    return slowly(numbers)


def slowly(numbers: list[int]) -> Iterator[int]:
    return (pause(number) for number in numbers)


def doubled(numbers: list[int]) -> Iterator[int]:
    return (2 * number for number in numbers)


def counted(times: int) -> Iterator[int]:
    return counted(times - 1) if times else slowly([1])


def each(action: Callable[[float], None], values: Iterable[float]) -> Iterator[None]:
    return map(action, values)


def pause(number: int) -> int:
    time.sleep(number)
    return number


class Store:
    def __iter__(self) -> Iterator[int]:
        return iter(slowly([1]))

    @contextmanager
    def _waiting(self) -> Iterator[None]:
        time.sleep(1)
        yield

    @contextmanager
    def _at_once(self) -> Iterator[None]:
        yield

    def locked(self) -> AbstractContextManager[None]:
        return self._waiting()

    def unlocked(self) -> AbstractContextManager[None]:
        return self._at_once()
