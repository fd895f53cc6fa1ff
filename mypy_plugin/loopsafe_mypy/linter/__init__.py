"""mypy as a linter: run it with the plugin, and show nothing but the plugin's findings.

Owns what differs from a mypy run with the plugin: which of the project's options are overridden,
which messages are shown, and how. What the findings are is the plugin's business, how the process
starts and ends that of ``__main__``. The steps are in `loopsafe_mypy.linter.command`.

Those called ``plugin`` are for mypy, which loads them from here by name, also in the worker
processes of a parallel build.
"""

from loopsafe_mypy.linter.command import run
from loopsafe_mypy.linter.linting import (
    plugin,
    stats_plugin,
    strict_plugin,
    strict_stats_plugin,
)
from loopsafe_mypy.linter.request import CannotRunError, Request

__all__ = [
    "CannotRunError",
    "Request",
    "plugin",
    "run",
    "stats_plugin",
    "strict_plugin",
    "strict_stats_plugin",
]
