"""Case 49: decorators: identity, ``functools.wraps`` with and without types, caches."""

import functools
import time
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from loopsafe import callback

P = ParamSpec("P")
R = TypeVar("R")


def typed(func: Callable[P, R]) -> Callable[P, R]:
    @functools.wraps(func)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        return func(*args, **kwargs)

    return wrapper


def untyped(func):  # type: ignore[no-untyped-def]
    @functools.wraps(func)
    def wrapper(*args, **kwargs):  # type: ignore[no-untyped-def]
        return func(*args, **kwargs)

    return wrapper


def waits(func: Callable[P, R]) -> Callable[P, R]:
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        time.sleep(1)
        return func(*args, **kwargs)

    return wrapper


@typed
def slow() -> None:
    time.sleep(1)


@untyped
def slow_untyped() -> None:
    time.sleep(1)


@functools.lru_cache
def slow_cached() -> int:
    time.sleep(1)
    return 1


@functools.cache
def slow_cached_too() -> int:
    time.sleep(1)
    return 1


@waits
def made_slow() -> None: ...


@typed
def fast() -> None: ...


@functools.singledispatch
def dispatch(value: object) -> None: ...


@dispatch.register
def _(value: int) -> None:
    time.sleep(1)


@callback
def on_event() -> None:
    slow()  # E: reaches "time.sleep"  [blocking-call]
    slow_untyped()  # E: reaches "time.sleep"  [blocking-call]
    slow_cached()  # E: reaches "time.sleep"  [blocking-call]
    slow_cached_too()  # E: reaches "time.sleep"  [blocking-call]
    made_slow()  # E: reaches "time.sleep"  [blocking-call]
    fast()
