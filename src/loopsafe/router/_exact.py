"""A function that calls another in place, with exactly the other's parameters.

``def fire(*args, **kwargs)`` makes a tuple and a dictionary for each call, which costs more than
the call itself. A function with the same parameters as the one it calls costs a third, and takes
keyword arguments as well. So one is compiled for each list of parameters that occurs.
"""

from __future__ import annotations

import functools
import inspect
import types
from collections.abc import Callable
from typing import Any, Final

from loopsafe.router import _slow

TEMPLATE: Final = """\
def make(func, running, elsewhere, failed, defaults):
    def fire({names}):
        if running() is None:
            return elsewhere({names})
        try:
            func({names})
        except Exception as error:
            failed(error)
    fire.__defaults__ = defaults
    return fire
"""
OURS: Final = {"func", "running", "elsewhere", "failed", "defaults", "error"}
VARIADIC: Final = inspect.CO_VARARGS | inspect.CO_VARKEYWORDS


def parameters_of(func: object) -> tuple[str, ...] | None:
    """Return the names of the parameters, if all may be given by position and by name."""
    bound = isinstance(func, types.MethodType)
    function = func.__func__ if isinstance(func, types.MethodType) else func
    if not isinstance(function, types.FunctionType):
        return None
    code = function.__code__
    if code.co_flags & VARIADIC or code.co_kwonlyargcount or code.co_posonlyargcount:
        return None
    if bound and not code.co_argcount:
        return None
    names = code.co_varnames[int(bound) : code.co_argcount]
    return None if OURS.intersection(names) else names


def make(
    func: Callable[..., object],
    running: Callable[[], object],
    elsewhere: Callable[..., None],
    failed: Callable[[Exception], None],
) -> Callable[..., None] | None:
    """Return a function that calls ``func`` on a thread whose loop is running.

    Args:
        func: What is called in place.
        running: Returns the loop that runs in this thread.
        elsewhere: What is called instead where none runs.
        failed: What is told the exception that ``func`` raised.

    Returns:
        The function, or ``None`` if the parameters of ``func`` are not simple.
    """
    names = parameters_of(func)
    if names is None:
        return None
    # A function by the same names, so the defaults fit it as they fit the other.
    defaults = getattr(func, "__defaults__", None)
    made: Callable[..., None] = _compiled(names)(func, running, elsewhere, failed, defaults)
    _slow.in_place.add(made.__code__)
    return made


@functools.lru_cache(maxsize=256)
def _compiled(names: tuple[str, ...]) -> Callable[..., Any]:
    namespace: dict[str, Any] = {}
    listed = ", ".join(names)
    source = TEMPLATE.format(names=listed)
    exec(compile(source, "<loopsafe job>", "exec"), namespace)  # noqa: S102  (names of parameters)
    factory: Callable[..., Any] = namespace["make"]
    return factory
