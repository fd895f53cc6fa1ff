"""One build by mypy with the plugin, and what it reports.

Owns the run: the plugin that mypy is told to load, interrupts, progress, and the messages that
mypy hands over. The plugin and the run share this file, because mypy makes the plugin: the two
meet only in a variable of this module.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import signal
import sys
from typing import TYPE_CHECKING

from mypy import build
from mypy.errors import CompileError

from loopsafe_mypy.codes import TALLY
from loopsafe_mypy.hooks import LoopsafePlugin
from loopsafe_mypy.linter.finding import CODES, Finding, read_finding
from loopsafe_mypy.linter.progress import Progress
from loopsafe_mypy.linter.report import explain_unreadable
from loopsafe_mypy.linter.request import CannotRunError
from loopsafe_mypy.tally import Tally, read_tally

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mypy.fscache import FileSystemCache
    from mypy.modulefinder import BuildSource
    from mypy.nodes import MypyFile
    from mypy.options import Options

    from loopsafe_mypy.config import Config


class _LinterPlugin(LoopsafePlugin):
    """The plugin as it is; by the way, it tells how far mypy is."""

    def __init__(self, options: Options) -> None:
        super().__init__(options)
        if _linting is not None:
            _linting.workers_started()
        else:
            # This is a worker. It is interrupted together with the coordinator, which speaks.
            signal.signal(signal.SIGINT, signal.SIG_DFL)

    def get_additional_deps(self, file: MypyFile) -> list[tuple[int, str, int]]:
        if _linting is not None:
            _linting.progress.read += 1
            _linting.progress.show()
        return super().get_additional_deps(file)


class _AskedPlugin(_LinterPlugin):
    """The plugin with more than the configuration asks for."""

    strict = False
    """Whether the whole project is checked with ``strict = true``."""
    tally = False
    """Whether calls are counted."""

    @property
    def config(self) -> Config:
        """What the plugin has read: it is set, and put to use, where the plugin is made."""
        return self._config

    @config.setter
    def config(self, found: Config) -> None:
        settings = dataclasses.replace(found.settings, strict=self.strict or found.settings.strict)
        self._config = dataclasses.replace(found, settings=settings, tally=self.tally)


class _StrictPlugin(_AskedPlugin):
    strict = True


class _StatsPlugin(_AskedPlugin):
    tally = True


class _StrictStatsPlugin(_StrictPlugin, _StatsPlugin):
    pass


def plugin(_version: str) -> type[LoopsafePlugin]:
    """Return the plugin's class: an entry point for mypy."""
    return _LinterPlugin


def strict_plugin(_version: str) -> type[LoopsafePlugin]:
    """Return the strict plugin's class: an entry point for mypy.

    It is chosen by name in the options (``loopsafe_mypy.linter:strict_plugin``), which is all
    that the worker processes of a parallel build get to see.
    """
    return _StrictPlugin


def stats_plugin(_version: str) -> type[LoopsafePlugin]:
    """Return the class of the plugin that counts calls: an entry point for mypy."""
    return _StatsPlugin


def strict_stats_plugin(_version: str) -> type[LoopsafePlugin]:
    """Return the class of the strict plugin that counts calls: an entry point for mypy."""
    return _StrictStatsPlugin


class Linting:
    """One build by mypy, and what it reports."""

    def __init__(self, options: Options, total: int, fscache: FileSystemCache) -> None:
        self.options = options
        self.fscache = fscache
        self.progress = Progress(sys.stderr, total)
        self.findings: list[Finding] = []
        self.tallies: dict[str, Tally] = {}
        """By file; only if they were asked for."""
        self.fatal: list[str] = []
        self.unreadable = False
        self._on_interrupt = signal.getsignal(signal.SIGINT)

    def build(self, sources: list[BuildSource]) -> Mapping[str, build.State]:
        """Run mypy. Returns its modules, by name."""
        global _linting  # noqa: PLW0603  (mypy makes the plugin: nothing can be passed to it)
        _linting = self
        if self.options.num_workers:
            # mypy's workers inherit this: each would print a traceback of its own.
            signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            # What mypy or another plugin prints must not get between the findings.
            with contextlib.redirect_stdout(sys.stderr):
                result = build.build(
                    sources,
                    self.options,
                    flush_errors=self.flush,
                    fscache=self.fscache,
                    worker_env={**os.environ, "PYTHONSAFEPATH": "1"},
                )
        except CompileError:
            self.progress.clear()
            self.unreadable = True
            for line in explain_unreadable(self.fatal, self.options):
                print(line, file=sys.stderr)
            return {}
        except SystemExit:
            message = "mypy or a plugin of it has crashed, see above"
            raise CannotRunError(message) from None
        finally:
            self.progress.clear()
            self.workers_started()
            _linting = None
        result.manager.metastore.close()
        return result.graph

    def workers_started(self) -> None:
        """Heed interrupts again. mypy makes its plugins when the workers are started."""
        if self.options.num_workers:
            signal.signal(signal.SIGINT, self._on_interrupt)

    def flush(self, file: str | None, messages: list[str], _serious: bool) -> None:  # noqa: FBT001
        """Take the messages about one file from mypy (about none: what has stopped it)."""
        if file is None:
            self.fatal += messages
            return
        for record in map(json.loads, messages):
            if record["severity"] != "error":
                continue
            if record["code"] in CODES:
                self.findings.append(read_finding(record, file))
            elif record["code"] == TALLY.code:
                self.tallies[file] = read_tally(record["message"])
        self.progress.checked += 1
        self.progress.show()


_linting: Linting | None = None
"""The build that is going on in this process. A worker process of a parallel build has none."""


def modules_by_file(graph: Mapping[str, build.State]) -> dict[str, str]:
    """Return the names of modules by the files that messages name."""
    return {
        state.manager.errors.simplify_path(state.xpath): module for module, state in graph.items()
    }


def silent_files(
    graph: Mapping[str, build.State], sources: list[BuildSource], project: Options
) -> set[str]:
    """Return the files that ``follow_imports = silent`` keeps quiet, in the project's options."""
    roots = {source.module for source in sources}
    return {
        state.manager.errors.simplify_path(state.xpath)
        for module, state in graph.items()
        if module not in roots and project.clone_for_module(module).follow_imports == "silent"
    }
