"""Case 13: decorator expressions and default values run where the ``def`` runs."""

import time
from collections.abc import Callable
from typing import TypeVar

from loopsafe import callback

F = TypeVar("F", bound=Callable[..., object])


def expensive() -> int:
    time.sleep(1)
    return 1


def plain(func: F) -> F:
    return func


def make_decorator() -> Callable[[F], F]:
    time.sleep(1)
    return plain


def slow_decorator(func: F) -> F:
    time.sleep(1)
    return func


@callback
def setup() -> None:
    def inner(value: int = expensive()) -> int:  # E: "expensive" reaches "time.sleep"  [blocking-call]
        return value

    def keyword_only(*, value: int = expensive()) -> int:  # E: "expensive" reaches "time.sleep"  [blocking-call]
        return value

    @make_decorator()  # E: "make_decorator" reaches "time.sleep"  [blocking-call]
    def other() -> None: ...

    @slow_decorator  # E: "slow_decorator" reaches "time.sleep"  [blocking-call]
    def another() -> None: ...

    make = lambda value=expensive(): value  # E: "expensive" reaches "time.sleep"  [blocking-call]
    inner()
    keyword_only()
    other()
    another()
    make()


def unmarked_setup() -> None:
    def inner(value: int = expensive()) -> int:
        return value

    inner(1)


def with_default(value: int = expensive()) -> int:
    return value


@make_decorator()
def decorated() -> None: ...


@slow_decorator
def decorated_slowly() -> None: ...


async def caller() -> None:
    with_default()
    decorated()
    decorated_slowly()
    unmarked_setup()  # E: "unmarked_setup" reaches "time.sleep"  [blocking-call]
