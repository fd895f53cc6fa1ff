"""loopsafe: markers that say on which thread a function runs, checked before it runs.

`callback`, `thread_safe` and `blocking` declare a function's category; the mypy plugin
``loopsafe_mypy`` verifies what they promise.
"""

import importlib
import os
from typing import TYPE_CHECKING

from loopsafe._effects import KINDS, Category, Context, Effect
from loopsafe._forms import AnyThread, InWorker, OnLoop
from loopsafe._markers import (
    Marker,
    blocking,
    callback,
    category_of,
    marker_of,
    register_foreign_marker,
    thread_safe,
)
from loopsafe._threads import on_loop

if TYPE_CHECKING:
    from loopsafe import from_thread, guard
    from loopsafe.router import (
        BlockingOnLoopError,
        CoroutineFromWorkerError,
        ExecutorStats,
        Histogram,
        Job,
        JobFuture,
        JobLostError,
        JobReport,
        NotInWorkerError,
        NotRoutableError,
        QueueFullError,
        Router,
        RouterClosedError,
        RouterError,
        UnknownExecutorError,
        UnpicklableError,
        Workers,
        WouldDeadlockError,
        WrongLoopError,
        run,
    )

__all__ = [
    "KINDS",
    "AnyThread",
    "BlockingOnLoopError",
    "Category",
    "Context",
    "CoroutineFromWorkerError",
    "Effect",
    "ExecutorStats",
    "Histogram",
    "InWorker",
    "Job",
    "JobFuture",
    "JobLostError",
    "JobReport",
    "Marker",
    "NotInWorkerError",
    "NotRoutableError",
    "OnLoop",
    "QueueFullError",
    "Router",
    "RouterClosedError",
    "RouterError",
    "UnknownExecutorError",
    "UnpicklableError",
    "Workers",
    "WouldDeadlockError",
    "WrongLoopError",
    "blocking",
    "callback",
    "category_of",
    "from_thread",
    "guard",
    "marker_of",
    "on_loop",
    "register_foreign_marker",
    "run",
    "thread_safe",
]


def __getattr__(name: str) -> object:
    """Load what needs asyncio when it is first asked for: asyncio takes long to import."""
    if name not in __all__:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    if name in {"from_thread", "guard"}:
        return importlib.import_module(f"loopsafe.{name}")
    found: object = getattr(importlib.import_module("loopsafe.router"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


if os.environ.get("LOOPSAFE_GUARD"):
    importlib.import_module("loopsafe.guard").install_from_environment()
