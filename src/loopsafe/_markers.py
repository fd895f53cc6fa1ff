"""The markers ``@callback``, ``@thread_safe`` and ``@blocking``, and ``category_of``.

A marker returns the very object it was given, with a small frozen `Marker` in ``__loopsafe__``:
no wrapper, no cost per call, and the function still pickles. Deciding where a function *runs* is
the router's work; checking that it keeps its promise is the mypy plugin's and the guard's.
"""

from __future__ import annotations

import functools
import inspect
import types
from collections.abc import Callable
from typing import Any, Final, NamedTuple, TypeVar, overload

from loopsafe._effects import KINDS, Category, KindName

F = TypeVar("F", bound=Callable[..., object])

ATTRIBUTE: Final = "__loopsafe__"


class Marker(NamedTuple):
    """What a marker says about one function. Frozen; kept in the function's ``__loopsafe__``."""

    category: Category
    kind: KindName | str | None = None
    instead: str | None = None
    executor: str | None = None
    unchecked: bool = False
    code: types.CodeType | None = None
    """The code this marker was put on: `functools.wraps` copies ``__dict__`` to other functions."""


_foreign: dict[str, Category] = {"_hass_callback": Category.CALLBACK}


@overload
def callback(func: F, /) -> F: ...
@overload
def callback(*, unchecked: bool = False) -> Callable[[F], F]: ...
def callback(
    func: Callable[..., object] | None = None, /, *, unchecked: bool = False
) -> Callable[..., object]:
    """Declare that a function runs on the event-loop thread, in one go: it must not block.

    It may schedule work (``loop.create_task(...)``) but cannot wait for it. Calling it from any
    other thread is a mistake. The source of the rule is Home Assistant's developer guide,
    "Working with Async": a callback is cheaper than a coroutine and nothing else runs until it
    returns, so one blocking call in it stalls everything.

    Args:
        func: The function. It is returned unchanged.
        unchecked: Believe the marker without verifying the function's body.

    Raises:
        TypeError: On a coroutine function, a class, something that is not a function, or a
            function that already has another marker.
    """
    return _decorate(func, Marker(Category.CALLBACK, unchecked=unchecked))


@overload
def thread_safe(func: F, /) -> F: ...
@overload
def thread_safe(*, unchecked: bool = False) -> Callable[[F], F]: ...
def thread_safe(
    func: Callable[..., object] | None = None, /, *, unchecked: bool = False
) -> Callable[..., object]:
    """Declare that a function may run on any thread: it neither blocks nor touches the loop.

    Args:
        func: The function. It is returned unchanged.
        unchecked: Believe the marker without verifying the function's body.

    Raises:
        TypeError: As for `callback`.
    """
    return _decorate(func, Marker(Category.THREAD_SAFE, unchecked=unchecked))


@overload
def blocking(func: F, /) -> F: ...
@overload
def blocking(
    *,
    kind: KindName | str | None = None,
    instead: str | None = None,
    executor: str | None = None,
    unchecked: bool = False,
) -> Callable[[F], F]: ...
def blocking(
    func: Callable[..., object] | None = None,
    /,
    *,
    kind: KindName | str | None = None,
    instead: str | None = None,
    executor: str | None = None,
    unchecked: bool = False,
) -> Callable[..., object]:
    """Declare that a function makes its thread wait: it runs in a worker thread only.

    Args:
        func: The function. It is returned unchanged.
        kind: What it waits for: one of `loopsafe.KINDS`. A project may ignore a kind.
        instead: What to use on the event loop, for error messages: ``"asyncio.sleep"``.
        executor: The name of the router's executor that runs it; without one, the default.
        unchecked: Believe the marker without verifying the function's body.

    Raises:
        TypeError: As for `callback`.
        ValueError: If ``kind`` is none of the known kinds.
    """
    if kind is not None and kind not in KINDS:
        known = ", ".join(f'"{name}"' for name in KINDS)
        msg = f'@blocking: unknown kind "{kind}"; use one of {known}'
        raise ValueError(msg)
    return _decorate(func, Marker(Category.BLOCKING, kind, instead, executor, unchecked))


def register_foreign_marker(attribute: str, category: Category) -> None:
    """Let `category_of` understand functions that another framework marks with an attribute.

    Home Assistant's ``_hass_callback`` is known from the start.

    Args:
        attribute: The name of the attribute that is true on marked functions.
        category: What it means.
    """
    _foreign[attribute] = category


def marker_of(obj: object) -> Marker | None:
    """Return the marker that ``obj`` was given, following wrappers to what they stand for.

    Sees through bound methods, static and class methods, `functools.partial`, callable instances
    and ``__wrapped__``. A marker that `functools.wraps` copied onto a different function counts
    for the function it was put on.
    """
    for candidate in _unwrap(obj):
        marker = getattr(candidate, "__dict__", {}).get(ATTRIBUTE)
        if isinstance(marker, Marker):
            code = getattr(candidate, "__code__", None)
            if marker.code is code or marker.code is None:
                return marker
        for attribute, category in _foreign.items():
            if getattr(candidate, attribute, False) is True:
                return Marker(category)
    return None


def category_of(obj: object) -> Category | None:
    """Return the declared category of a callable, or ``None`` if nothing declares one.

    Answers for functions, bound methods, `functools.partial`, static and class methods, callable
    instances, lambdas, wrapped functions, coroutine functions, and the markers of frameworks that
    `register_foreign_marker` named. Safe on any thread; never calls ``obj``.
    """
    for candidate in _unwrap(obj, through_wrapped=False):
        if inspect.iscoroutinefunction(candidate) or inspect.isasyncgenfunction(candidate):
            return Category.COROUTINE
    marker = marker_of(obj)
    return marker.category if marker is not None else None


def _decorate(func: Callable[..., object] | None, marker: Marker) -> Callable[..., object]:
    if func is None:
        return functools.partial(_mark, marker)
    return _mark(marker, func)


def _mark(marker: Marker, func: Any) -> Any:  # noqa: ANN401  (any callable, returned as it came)
    """Attach ``marker`` to ``func`` and return ``func``, or say why that makes no sense."""
    label = f"@{marker.category.value}"
    name = getattr(func, "__qualname__", None) or repr(func)
    if isinstance(func, (property, functools.cached_property)):
        msg = f"{label} stands above @{type(func).__name__}: put it below, on the function"
        raise TypeError(msg)
    if isinstance(func, type):
        msg = f'{label} on class "{name}": mark the methods that need it, for example __init__'
        raise TypeError(msg)
    target = func.__func__ if isinstance(func, (staticmethod, classmethod)) else func
    if not callable(target):
        msg = f"{label} needs a function, not {func!r}: use it as a bare decorator or with keywords"
        raise TypeError(msg)
    if inspect.iscoroutinefunction(target) or inspect.isasyncgenfunction(target):
        msg = (
            f'{label} on coroutine function "{name}": "async def" says already that it runs on '
            "the event loop; remove the marker"
        )
        raise TypeError(msg)
    present = getattr(target, "__dict__", {}).get(ATTRIBUTE)
    code = getattr(target, "__code__", None)
    if isinstance(present, Marker) and present.code is code and present.category != marker.category:
        msg = (
            f'{label} on "{name}", which is marked @{present.category.value} already: '
            "a function has one category; keep the marker that is true"
        )
        raise TypeError(msg)
    try:
        setattr(target, ATTRIBUTE, marker._replace(code=code))
    except (AttributeError, TypeError):
        msg = (
            f'{label} cannot be attached to "{name}" ({type(target).__name__}): '
            "mark a Python function that calls it"
        )
        raise TypeError(msg) from None
    return func


def _unwrap(obj: object, *, through_wrapped: bool = True) -> list[object]:
    """List ``obj`` and what it stands for, the outermost first; ends on any cycle."""
    found: list[object] = []
    seen: set[int] = set()
    current: object = obj
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        found.append(current)
        if isinstance(current, functools.partial):
            current = current.func
        elif isinstance(current, (types.MethodType, staticmethod, classmethod)):
            current = current.__func__
        elif isinstance(current, functools.partialmethod):
            current = current.func
        elif through_wrapped and "__wrapped__" in getattr(current, "__dict__", {}):
            current = current.__dict__["__wrapped__"]
        elif not isinstance(current, (types.FunctionType, types.BuiltinFunctionType, type)):
            current = getattr(type(current), "__call__", None)
            if not isinstance(current, types.FunctionType):
                break
        else:
            break
    return found
