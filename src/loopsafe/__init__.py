"""loopsafe: markers that say on which thread a function runs, checked before it runs.

`callback`, `thread_safe` and `blocking` declare a function's category; the mypy plugin
``loopsafe_mypy`` verifies what they promise.
"""

import importlib
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
    from loopsafe import from_thread
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
    "marker_of",
    "on_loop",
    "register_foreign_marker",
    "run",
    "thread_safe",
]


def __getattr__(name: str) -> object:
    """Load the router when it is first asked for: it needs asyncio, which takes long to import."""
    if name not in __all__:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    if name == "from_thread":
        return importlib.import_module("loopsafe.from_thread")
    found: object = getattr(importlib.import_module("loopsafe.router"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
