"""Executors whose jobs leave this interpreter, and functions that cannot go along."""

from __future__ import annotations

import functools
import importlib
import pickle
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, Future
from typing import Any, Final, TypeAlias

from loopsafe.router._errors import UnpicklableError
from loopsafe.router._plan import name_of

Pickler: TypeAlias = Callable[[object], bytes]

PICKLE: Final = ("concurrent.futures.process", "concurrent.futures.interpreter")
CLOUDPICKLE: Final = ("loky", "joblib.externals.loky", "distributed")


def pickler_of(executor: Executor) -> Pickler | None:
    """Return what an executor packs functions with; ``None`` if it need not, or if unknown.

    An executor of a kind that we do not know gets the bare function, and no context: that is right
    wherever it runs it.
    """
    for base in type(executor).__mro__:
        module = base.__module__
        if module in PICKLE:
            return pickle.dumps
        if any(module == name or module.startswith(f"{name}.") for name in CLOUDPICKLE):
            return _cloudpickle()
    return None


def send(
    executor: Executor,
    func: Callable[..., Any],
    args: tuple[Any, ...],
    kwargs: Mapping[str, Any],
) -> Future[Any]:
    """Submit a job as it is, without a context. Any thread.

    Dask takes equal calls for one and the same unless it is told that they are not pure: five
    equal submissions would run once. A blocking function has effects, that is what it is for.
    Dask also takes some keyword arguments for its own, so those of the function travel inside it.
    """
    if any(base.__module__.partition(".")[0] == "distributed" for base in type(executor).__mro__):
        function = functools.partial(func, **kwargs) if kwargs else func
        return executor.submit(function, *args, pure=False)
    return executor.submit(func, *args, **kwargs)


def require_picklable(func: object, executor: str, pickler: Pickler) -> None:
    """Refuse at once a function that cannot be packed.

    Raises:
        UnpicklableError: With the reason of the packer.
    """
    try:
        pickler(func)
    except Exception as error:
        msg = (
            f'"{name_of(func)}" cannot be sent to executor "{executor}": {error}; use a function '
            "at the top level of a module, or an executor with threads"
        )
        raise UnpicklableError(msg) from error


def _cloudpickle() -> Pickler:
    # Whoever made such an executor has it.
    dumps: Pickler = importlib.import_module("cloudpickle").dumps
    return dumps
