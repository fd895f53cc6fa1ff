"""Case 42: a context manager that decorates a function is entered at each call."""

import time
from collections.abc import Iterator
from contextlib import ContextDecorator, contextmanager

from loopsafe import callback


@contextmanager
def slowly() -> Iterator[None]:
    time.sleep(1)
    yield


@contextmanager
def at_once() -> Iterator[None]:
    yield


class Timed(ContextDecorator):
    def __enter__(self) -> None: ...

    def __exit__(self, *error: object) -> None:
        time.sleep(1)


@slowly()
def first() -> int:
    return 1


@at_once()
def second() -> int:
    return 2


@Timed()
def third() -> int:
    return 3


@at_once()
def fourth() -> None:
    time.sleep(1)


@callback
def on_event() -> None:
    first()  # E: "first" reaches "time.sleep"  [blocking-call]
    second()
    third()  # E: "third" reaches "time.sleep"  [blocking-call]
    fourth()  # E: "fourth" reaches "time.sleep"  [blocking-call]
