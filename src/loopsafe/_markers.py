"""The markers ``@callback``, ``@thread_safe`` and ``@blocking``, and ``category_of``.

A marker returns the very object it was given, with a small frozen `Marker` in ``__loopsafe__``:
no wrapper, no cost per call, and the function still pickles. Nothing else is kept, so a function
that goes away takes its marker along. Deciding where a function *runs* is the router's work;
checking that it keeps its promise is the mypy plugin's and the guard's.
"""

from __future__ import annotations

import functools
import sys
import types
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, NamedTuple, TypeVar, overload

from loopsafe._effects import KINDS, Category, KindName

F = TypeVar("F", bound=Callable[..., object])

ATTRIBUTE: Final = "__loopsafe__"
CODE: Final = "__loopsafe_code__"
"""Of functions only: which code was marked. Whoever copies the marker copies this as well."""
CO_COROUTINE: Final = 0x80
CO_ASYNC_GENERATOR: Final = 0x200
"""As in `inspect`."""
MISSING: Final[Any] = object()
"""No function was given: ``callback(None)`` is a mistake, ``callback()`` is not."""


class Marker(NamedTuple):
    """What a marker says about one function."""

    category: Category
    """Where the function may run."""
    kind: KindName | None = None
    """What a blocking function waits for, one of `KINDS`, if its author says."""
    instead: str | None = None
    """The full name of what to use on the event loop."""
    executor: str | None = None
    """The name of the executor that runs it, if not the default one."""
    unchecked: bool = False
    """Whether the marker is believed without a look at the body."""


forget: list[Callable[[object], None]] = []
"""Called with a callable that was marked, or with ``None`` when what marks mean has changed."""
_foreign: dict[str, Category] = {"_hass_callback": Category.CALLBACK}


@overload
def callback(func: F, /) -> F: ...
@overload
def callback(*, unchecked: bool = False) -> Callable[[F], F]: ...
def callback(
    func: Callable[..., object] = MISSING, /, *, unchecked: bool = False
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
    func: Callable[..., object] = MISSING, /, *, unchecked: bool = False
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
    kind: KindName | None = None,
    instead: str | None = None,
    executor: str | None = None,
    unchecked: bool = False,
) -> Callable[[F], F]: ...
def blocking(
    func: Callable[..., object] = MISSING,
    /,
    *,
    kind: KindName | None = None,
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

    Home Assistant's ``_hass_callback`` is known from the start. The registry belongs to the
    process; register at import time, before threads look things up.

    Args:
        attribute: The name of the attribute that is ``True`` on marked functions.
        category: What it means.
    """
    _foreign[attribute] = category
    for inform in forget:
        inform(None)


def marker_of(obj: object) -> Marker | None:
    """Return the marker that ``obj`` was given, following wrappers to what they stand for.

    Sees through bound methods, static and class methods, `functools.partial`, callable instances
    and ``__wrapped__``; what is outermost decides. A marker that `functools.wraps` copied onto a
    different function counts for the function it was put on. Safe on any thread; never calls
    ``obj``.
    """
    for candidate in layers(obj, through_wrapped=True):
        marker = _own_marker(candidate)
        if marker is not None:
            return marker
        category = _foreign_category(candidate)
        if category is not None:
            return Marker(category)
    return None


def category_of(obj: object) -> Category | None:
    """Return the declared category of a callable, or ``None`` if nothing declares one.

    Answers for functions, bound methods, `functools.partial`, static and class methods, callable
    instances, lambdas, wrapped functions, coroutine functions, and the markers of frameworks that
    `register_foreign_marker` named. Safe on any thread; never calls ``obj``.
    """
    if _is_coroutine_function(obj):
        return Category.COROUTINE
    marker = marker_of(obj)
    return marker.category if marker is not None else None


def _decorate(func: Callable[..., object], marker: Marker) -> Callable[..., object]:
    if func is MISSING:
        return functools.partial(_mark, marker)
    _mark(marker, func)
    return func


def _mark(marker: Marker, func: Any) -> Any:  # noqa: ANN401  (any callable, returned as it came)
    """Attach ``marker`` to ``func`` and return ``func``, or say why that makes no sense."""
    label = f"@{marker.category.value}"
    target = func.__func__ if isinstance(func, (staticmethod, classmethod)) else func
    objection = _objection(target, label) or _contradiction(target, label, marker.category)
    if objection is not None:
        raise TypeError(objection)
    try:
        setattr(target, ATTRIBUTE, marker)
        if isinstance(target, types.FunctionType):
            setattr(target, CODE, _place(target.__code__))
    except (AttributeError, TypeError):
        msg = (
            f'{label} cannot be attached to "{_name(target)}" ({type(target).__name__}): '
            "mark the Python function behind it, or one that calls it"
        )
        raise TypeError(msg) from None
    for inform in forget:
        inform(target)
    return func


def _objection(target: object, label: str) -> str | None:
    """Say why a marker makes no sense on ``target``, whatever the category."""
    if isinstance(target, (property, functools.cached_property)):
        return f"{label} stands above @{type(target).__name__}: put it below, on the function"
    if isinstance(target, functools.partialmethod):
        return f"{label} on a partialmethod: mark the method that it completes"
    if isinstance(target, type):
        name = target.__qualname__
        return f'{label} on class "{name}": mark the methods that need it, for example __init__'
    if not callable(target):
        return f"{label} needs a function, not {target!r}: use it bare, or with keywords only"
    if _is_coroutine_function(target):
        return (
            f'{label} on coroutine function "{_name(target)}": "async def" says already that it '
            "runs on the event loop; remove the marker"
        )
    return None


def _contradiction(target: object, label: str, category: Category) -> str | None:
    """Say which other category ``target`` has been given already, if there is one."""
    marker = _own_marker(target)
    present = marker.category if marker is not None else None
    if present is None and "__wrapped__" not in _attributes(target):
        # On a wrapper, another framework's attribute may be a copy: nothing tells.
        present = _foreign_category(target)
    if present is None or present is category:
        return None
    return (
        f'{label} on "{_name(target)}", which is marked @{present.value} already: '
        "a function has one category; keep the marker that is true"
    )


def _own_marker(candidate: object) -> Marker | None:
    """Return the marker that was put on this very object.

    `functools.wraps` copies a function's whole ``__dict__``, marker and all, to the wrapper, which
    is another function and may well belong to another thread.
    """
    attributes = _attributes(candidate)
    marker = attributes.get(ATTRIBUTE)
    if not isinstance(marker, Marker) or not _is_code_of(attributes.get(CODE), candidate):
        return None
    copied = marker == _attributes(attributes.get("__wrapped__")).get(ATTRIBUTE)
    return None if copied else marker


def _is_code_of(place: object, candidate: object) -> bool:
    """Whether the code from ``place`` is that of ``candidate``."""
    if place is None or not isinstance(candidate, types.FunctionType):
        return True
    return place == _place(candidate.__code__)


def _place(code: types.CodeType) -> tuple[str, int, str]:
    """Return what stays the same when a tool replaces a function's code with a version of it."""
    return code.co_filename, code.co_firstlineno, code.co_qualname


def _attributes(obj: object) -> Mapping[str, object]:
    return getattr(obj, "__dict__", {})


def _foreign_category(candidate: object) -> Category | None:
    for attribute, category in tuple(_foreign.items()):
        # "is True": a mock, or an object that makes up its attributes, has any attribute.
        if getattr(candidate, attribute, False) is True:
            return category
    return None


def _is_coroutine_function(obj: object) -> bool:
    """Whether a call of ``obj`` makes a coroutine or an async generator.

    What ``__wrapped__`` names does not count: a plain function around a coroutine function may do
    anything with it.
    """
    # inspect takes as long to import as all the rest. Where nobody has, nobody has told it either
    # that a plain function makes coroutines (markcoroutinefunction, AsyncMock).
    inspect = sys.modules.get("inspect")
    try:
        return any(
            _has_coroutine_code(candidate)
            or (inspect is not None and inspect.iscoroutinefunction(candidate))
            for candidate in layers(obj, through_wrapped=False)
        )
    except TypeError:
        # Until Python 3.12 inspect trips over a mock that pretends to be a function.
        return False


def _has_coroutine_code(candidate: object) -> bool:
    if not isinstance(candidate, types.FunctionType):
        return False
    return bool(candidate.__code__.co_flags & (CO_COROUTINE | CO_ASYNC_GENERATOR))


def layers(obj: object, *, through_wrapped: bool) -> Iterator[object]:
    """Yield ``obj`` and what it stands for, the outermost first; ends on any cycle."""
    seen: set[int] = set()
    stack = [obj]
    while stack:
        current = stack.pop()
        if id(current) in seen:
            continue
        seen.add(id(current))
        yield current
        stack.extend(reversed(list(_nextlayers(current, through_wrapped=through_wrapped))))


def _nextlayers(obj: object, *, through_wrapped: bool) -> Iterator[object]:
    """Yield what a call of ``obj`` goes on to, the nearest first."""
    if isinstance(obj, (functools.partial, functools.partialmethod)):
        yield obj.func
        return
    if isinstance(obj, (types.MethodType, staticmethod, classmethod)):
        yield obj.__func__
        return
    attributes = _attributes(obj)
    if isinstance(obj, types.FunctionType):
        # A partialmethod that is looked up on the class: the name lost its underscores in 3.13.
        for name in ("__partialmethod__", "_partialmethod"):
            method = attributes.get(name)
            if isinstance(method, functools.partialmethod):
                yield method.func
                return
    elif not isinstance(obj, type):
        call = getattr(type(obj), "__call__", None)  # noqa: B004  (the function is wanted)
        if isinstance(call, types.FunctionType):
            yield call
    if through_wrapped and "__wrapped__" in attributes:
        yield attributes["__wrapped__"]


def _name(target: object) -> str:
    return getattr(target, "__qualname__", None) or repr(target)
