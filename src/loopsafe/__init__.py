"""loopsafe: markers that say on which thread a function runs, checked before it runs.

`callback`, `thread_safe` and `blocking` declare a function's category; the mypy plugin
``loopsafe_mypy`` verifies what they promise.
"""

import os as _os

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

__all__ = [
    "KINDS",
    "AnyThread",
    "Category",
    "Context",
    "Effect",
    "InWorker",
    "Marker",
    "OnLoop",
    "blocking",
    "callback",
    "category_of",
    "marker_of",
    "on_loop",
    "register_foreign_marker",
    "thread_safe",
]

if _os.environ.get("LOOPSAFE_GUARD"):
    from loopsafe.guard import install_from_environment as _install_from_environment

    _install_from_environment()
