"""A marker changes nothing about a function's type: arguments, generics, overloads, binding.

Each line with an ``ignore`` is a mistake that must still be found: mypy is told to report unused
``type: ignore`` comments, pyright unused ``pyright: ignore`` ones.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Coroutine, Generator, Iterator
from contextlib import contextmanager
from typing import (
    Any,
    Concatenate,
    Generic,
    ParamSpec,
    Protocol,
    Self,
    TypeVar,
    assert_type,
    overload,
)

from loopsafe import Category, Marker, blocking, callback, category_of, marker_of, thread_safe

T = TypeVar("T")
P = ParamSpec("P")


# --- Functions, bare and with arguments ---------------------------------------------------------


@callback
def bare(number: int, /, text: str = "", *rest: bytes, flag: bool, **more: float) -> list[str]:
    return [str(number), text, repr(rest), repr(flag), repr(more)]


@blocking(kind="network", instead="asyncio.open_connection", executor="network")
def with_keywords(host: str, *, timeout: float | None = None) -> bytes:
    return f"{host} {timeout}".encode()


@thread_safe()
def with_parentheses() -> None: ...


assert_type(bare(1, "text", b"", flag=True, more=1.0), list[str])
assert_type(with_keywords(host="localhost", timeout=1), bytes)
assert_type(with_parentheses(), None)

bare("1", flag=True)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
bare(1)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
bare(1, flag=True, more="")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
with_keywords("localhost", 1)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
with_parentheses(1)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]


# --- A marker is called with what it marks, and only with that ----------------------------------

assert_type(callback(len)([1]), int)
assert_type(thread_safe(unchecked=True)(with_keywords)(""), bytes)

callback(None)  # type: ignore[call-overload]  # pyright: ignore[reportArgumentType]
blocking("disk")  # type: ignore[call-overload]  # pyright: ignore[reportArgumentType]
blocking(kind="disc")  # type: ignore[call-overload]  # pyright: ignore[reportArgumentType]
callback(kind="disk")  # type: ignore[call-overload]  # pyright: ignore[reportCallIssue]


# --- Generic functions and higher order ---------------------------------------------------------


@thread_safe
def first(items: list[T], default: T) -> T:
    return items[0] if items else default


@callback
def apply(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    return function(*args, **kwargs)


@blocking
def with_host(function: Callable[Concatenate[str, P], T]) -> Callable[P, T]:
    def bound(*args: P.args, **kwargs: P.kwargs) -> T:
        return function("localhost", *args, **kwargs)

    return bound


assert_type(first([1], 2), int)
assert_type(first(["a"], default=""), str)
assert_type(apply(with_keywords, "localhost", timeout=None), bytes)
assert_type(with_host(with_keywords)(timeout=1.0), bytes)
apply(with_keywords)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]


# --- Overloads ----------------------------------------------------------------------------------


@overload
def convert(value: int) -> str: ...
@overload
def convert(value: str) -> int: ...
@thread_safe
def convert(value: int | str) -> int | str:
    return str(value) if isinstance(value, int) else int(value)


@overload
@callback
def convert_marked(value: int) -> str: ...
@overload
@callback
def convert_marked(value: str) -> int: ...
@callback
def convert_marked(value: int | str) -> int | str:
    return str(value) if isinstance(value, int) else int(value)


assert_type(convert(1), str)
assert_type(convert("1"), int)
assert_type(convert_marked(1), str)
assert_type(convert_marked("1"), int)
assert_type(callback(convert)("1"), int)
convert(1.5)  # type: ignore[call-overload]  # pyright: ignore[reportCallIssue, reportArgumentType]


# --- Methods of every kind ----------------------------------------------------------------------


class Device(Generic[T]):
    @callback
    def __init__(self, value: T) -> None:
        self._value = value

    @callback
    def method(self, other: T) -> tuple[T, T]:
        return self._value, other

    @blocking(kind="disk")
    def chained(self) -> Self:
        return self

    @staticmethod
    @thread_safe
    def static_below(number: int) -> int:
        return number

    @thread_safe
    @staticmethod
    def static_above(number: int) -> int:
        return number

    @classmethod
    @callback
    def class_below(cls, value: T) -> Self:
        return cls(value)

    @callback
    @classmethod
    def class_above(cls, value: T) -> Self:
        return cls(value)

    @property
    @callback
    def value(self) -> T:
        return self._value

    @value.setter
    @callback
    def value(self, value: T) -> None:
        self._value = value

    @functools.cached_property
    @thread_safe
    def cached(self) -> str:
        return ""

    @callback
    def __call__(self, *, again: bool = False) -> T:
        assert again
        return self._value


class Lamp(Device[int]): ...


device = Device("a")
lamp = Lamp(1)
assert_type(device, Device[str])
assert_type(device.method("b"), tuple[str, str])
assert_type(Device[int].method(lamp, 2), tuple[int, int])
assert_type(lamp.chained(), Lamp)
assert_type(Device.static_below(1), int)
assert_type(lamp.static_above(number=1), int)
assert_type(Lamp.class_below(2), Lamp)
assert_type(Lamp.class_above(2), Lamp)
assert_type(device.value, str)
assert_type(device.cached, str)
assert_type(device(again=True), str)
device.value = "b"
device.value = 1  # type: ignore[assignment]  # pyright: ignore[reportAttributeAccessIssue]
device.method(1)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
lamp.static_below("")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


# --- Protocols, other decorators, lambdas, generators -------------------------------------------


class Listener(Protocol):
    def __call__(self, event: str, /) -> None: ...


@callback
def listener(event: str) -> None:
    assert event


heard: Listener = listener
heard = callback(listener)
mute: Listener = with_parentheses  # type: ignore[assignment]  # pyright: ignore[reportAssignmentType]


@contextmanager
@blocking
def opened(name: str) -> Generator[int]:
    yield len(name)


@blocking
@functools.lru_cache
def remembered(number: int) -> str:
    return str(number)


@blocking
def lines() -> Iterator[str]:
    yield ""


@callback
def makes_a_coroutine(number: int) -> Coroutine[Any, Any, int]:
    async def inner() -> int:
        return number

    return inner()


with opened("a") as number:
    assert_type(number, int)
assert_type(remembered(1), str)
assert_type(lines(), Iterator[str])
makes: Callable[[int], Coroutine[Any, Any, int]] = makes_a_coroutine
double: Callable[[int], int] = thread_safe(lambda number: number * 2)


# --- Looking markers up -------------------------------------------------------------------------

assert_type(category_of(listener), Category | None)
assert_type(marker_of(listener), Marker | None)
