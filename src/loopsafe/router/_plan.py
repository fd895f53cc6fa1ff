"""Where one callable runs: its category, turned into a route once and remembered.

The memory is keyed by identity and forgets a callable with it (a weak reference's callback runs
before the memory can be used again), so nothing is kept alive. It holds what has a marker and what
is a coroutine function; plain functions are as quickly looked at as looked up, and programs make
closures by the million.
"""

from __future__ import annotations

import inspect
import types
import weakref
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Final

from loopsafe import _markers
from loopsafe._effects import Category
from loopsafe.router._errors import NotRoutableError

DEFAULT: Final = "default"
"""The name of the executor for blocking functions that name none."""
CPU: Final = "cpu"
"""The name of the executor for ``@blocking(kind="cpu")``."""

COROUTINE: Final = 1
CALLBACK: Final = 2
THREAD_SAFE: Final = 3
WORKER: Final = 4

COROUTINE_FLAGS: Final = inspect.CO_COROUTINE | inspect.CO_ITERABLE_COROUTINE


@dataclass(frozen=True, slots=True)
class Plan:
    """Where a callable runs."""

    route: int
    """`COROUTINE`, `CALLBACK`, `THREAD_SAFE` or `WORKER`."""
    executor: str = DEFAULT
    """Which executor's worker, for the last."""


IN_WORKER: Final = Plan(WORKER)
IS_COROUTINE: Final = Plan(COROUTINE)
ROUTES: Final = {
    Category.COROUTINE: COROUTINE,
    Category.CALLBACK: CALLBACK,
    Category.THREAD_SAFE: THREAD_SAFE,
    Category.BLOCKING: WORKER,
}

plans: Final[dict[int, Plan]] = {}
"""From ``id(callable)`` to its plan, for the callables that are alive and remembered."""
coroutine_functions: Final[set[int]] = set()
"""The same for coroutine functions alone, which most calls are for. Nothing is looked up faster."""
_watched: Final[dict[int, weakref.ref[object]]] = {}


def plan_of(func: object) -> Plan:
    """Return where ``func`` runs.

    Any thread; never calls ``func``.

    Raises:
        NotRoutableError: If ``func`` cannot be called, is a coroutine object, or is a generator
            function: such a body runs where it is iterated, wherever it was called.
    """
    plan = plans.get(id(func))
    if plan is not None:
        return plan
    if isinstance(func, types.MethodType):
        # A new object for each access: remember the function behind it.
        plan = plans.get(id(func.__func__))
        if plan is not None:
            return plan
        if isinstance(func.__func__, types.FunctionType):
            plan = _resolved(func)
            _remember(func.__func__, plan)
            return plan
        return _resolved(func)
    if isinstance(func, types.FunctionType) and not func.__dict__:
        flags = func.__code__.co_flags
        if not flags & (COROUTINE_FLAGS | inspect.CO_GENERATOR | inspect.CO_ASYNC_GENERATOR):
            return IN_WORKER
    plan = _resolved(func)
    _remember(func, plan)
    return plan


def name_of(func: object) -> str:
    """Return the name of a callable for messages, thread names and tasks."""
    for candidate in _markers.layers(func, through_wrapped=False):
        name = getattr(candidate, "__qualname__", None)
        if isinstance(name, str):
            return name
    return type(func).__qualname__


def forget(func: object) -> None:
    """Resolve a callable anew: it has got a marker. ``None`` means all callables."""
    if func is None:
        plans.clear()
        coroutine_functions.clear()
    else:
        plans.pop(id(func), None)
        coroutine_functions.discard(id(func))


_markers.forget.append(forget)


def _remember(func: object, plan: Plan) -> None:
    key = id(func)

    def gone(_: weakref.ref[object]) -> None:
        plans.pop(key, None)
        coroutine_functions.discard(key)
        _watched.pop(key, None)

    try:
        _watched[key] = weakref.ref(func, gone)
    except TypeError:  # it knows no weak references: nothing would say when it goes
        return
    plans[key] = plan
    if plan.route == COROUTINE:
        coroutine_functions.add(key)


def _resolved(func: object) -> Plan:
    if isinstance(func, (staticmethod, classmethod)) or not callable(func):
        raise _refusal(func)
    category = _markers.category_of(func)
    if category is None or category is Category.COROUTINE:
        problem = _generator(func)
        if problem is not None:
            raise problem
    if category is None:
        return IS_COROUTINE if _flags(func) & COROUTINE_FLAGS else IN_WORKER
    if category is not Category.BLOCKING:
        return Plan(ROUTES[category])
    problem = _generator(func)
    if problem is not None:
        raise problem
    marker = _markers.marker_of(func)
    if marker is None:
        return IN_WORKER
    return Plan(WORKER, marker.executor or (CPU if marker.kind == "cpu" else DEFAULT))


def _flags(func: object) -> int:
    """Return the flags of the code that a call of ``func`` begins with."""
    for candidate in _markers.layers(func, through_wrapped=False):
        if isinstance(candidate, types.FunctionType):
            return candidate.__code__.co_flags
    return 0


def _generator(func: Callable[..., object]) -> NotRoutableError | None:
    flags = _flags(func)
    if flags & inspect.CO_ASYNC_GENERATOR:
        return NotRoutableError(
            f'"{name_of(func)}" is an async generator function: iterate it with "async for"'
        )
    if flags & inspect.CO_GENERATOR and not flags & inspect.CO_ITERABLE_COROUTINE:
        return NotRoutableError(
            f'"{name_of(func)}" is a generator function: its body runs where it is iterated, not '
            "where it is called; route a function that does the iterating"
        )
    return None


def _refusal(func: object) -> NotRoutableError:
    if isinstance(func, Coroutine):
        name = getattr(func, "__qualname__", repr(func))
        func.close()  # one clear error is better than that and "was never awaited"
        return NotRoutableError(
            f'a coroutine object of "{name}" was passed: pass the function and its arguments '
            "apart, or await the coroutine"
        )
    return NotRoutableError(f"{func!r} cannot be routed: it is not callable")
