"""mypy over an installed library as if it were a project, with the plugin.

Owns the run: the options, the plugin that mypy is told to load, and modules that cannot be parsed.
The plugin and the run share this file, because mypy makes the plugin: they meet in a variable here.
"""

from __future__ import annotations

import contextlib
import dataclasses
import io
import os
import sys
import tempfile
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from mypy import build, defaults
from mypy.errors import CompileError
from mypy.main import process_options
from mypy.modulefinder import BuildSource, get_search_dirs

from loopsafe_mypy.config import Config, Settings
from loopsafe_mypy.hooks import LoopsafePlugin
from loopsafe_mypy.stubgen.dispatch import Dispatch
from loopsafe_mypy.stubgen.distribution import Distribution, find_distribution, folders_of
from loopsafe_mypy.stubgen.hints import Hints
from loopsafe_mypy.stubgen.outline import Outline, outline, with_heirs
from loopsafe_mypy.stubgen.request import CannotRunError, Request

if TYPE_CHECKING:
    from mypy.nodes import MypyFile
    from mypy.options import Options
    from mypy.plugin import ReportConfigContext

    from loopsafe_mypy.index import ModuleIndex
    from loopsafe_mypy.infer import Solver
    from loopsafe_stubs import Catalogue, Target

PLUGIN: Final = "loopsafe_mypy.stubgen"
"""Where mypy finds the entry point of our plugin."""

LOW_PRIORITY: Final = 20
"""Of the imports in a cycle, those with such a priority are mypy's first to be overlooked."""

MAX_UNREADABLE: Final = 50
"""How many modules that mypy cannot parse are left out before we give up."""


class _Inference:
    """What one run is about, and what it finds."""

    def __init__(self, distribution: Distribution) -> None:
        self.distribution = distribution
        self.outlines: dict[str, Outline] = {}
        self.dispatch: Dispatch | None = None


_inference: _Inference | None = None
"""The run that is going on."""


class _StubgenPlugin(LoopsafePlugin):
    """The plugin as it is, but that it tells what it has inferred, and checks nothing."""

    @property
    def config(self) -> Config:
        """Strict, so that it is noted what is not known."""
        return dataclasses.replace(self._config, settings=Settings(strict=True))

    @config.setter
    def config(self, found: Config) -> None:
        self._config = found

    def find_stubs(self, target: Target) -> Catalogue:
        """Return the effect stubs, less those of the library itself."""
        catalogue = super().find_stubs(target)
        if _inference is not None:
            catalogue.forget(_inference.distribution.modules)
        return catalogue

    def get_additional_deps(self, file: MypyFile) -> list[tuple[int, str, int]]:
        """Make one group of all modules of the library, so that they are inferred together."""
        found = super().get_additional_deps(file)
        if _inference is None or file.fullname not in _inference.distribution.modules:
            return found
        modules = list(_inference.distribution.modules)
        linked = modules[1:] if file.fullname == modules[0] else modules[:1]
        return [*found, *((LOW_PRIORITY, name, -1) for name in linked)]

    def report_config_data(self, ctx: ReportConfigContext) -> Any:  # noqa: ANN401
        """See to it that the library is prepared before its effects are inferred."""
        analysis = self._session.analysis
        if _inference is not None and analysis.prepare is None:
            analysis.prepare = self._prepare
            analysis.program.together = frozenset(_inference.distribution.modules)
        return super().report_config_data(ctx)

    def _prepare(self, indexes: list[ModuleIndex], solver: Solver) -> None:
        """Find out what the library does not declare: types, and who implements what."""
        analysis = self._session.analysis
        if _inference is None or indexes[0].tree.fullname not in _inference.distribution.modules:
            return
        hints = Hints()
        analysis.program.beyond = hints
        hints.learn(indexes, analysis.program.light_types)
        _inference.dispatch = Dispatch(indexes, analysis.knowledge)
        _inference.dispatch.connect(solver)

    def get_additional_indirect_deps(self, file: MypyFile) -> set[str]:
        """Take what is known of a module whose tree is about to be freed."""
        with self._survive(file.fullname):
            analysis = self._session.analysis
            index = analysis.summarise(file.fullname) if not file.is_stub else None
            if index is not None:
                if _inference is not None and file.fullname in _inference.distribution.modules:
                    dispatch = _inference.dispatch
                    shared = dispatch.shared if dispatch is not None else {}
                    found = outline(index, analysis.knowledge, shared)
                    _inference.outlines[file.fullname] = found
                analysis.release(file.fullname)
        return set()


def plugin(_version: str) -> type[LoopsafePlugin]:
    """Return the plugin's class: an entry point for mypy."""
    return _StubgenPlugin


def infer(request: Request) -> tuple[Distribution, list[Outline]]:
    """Find a distribution and infer what its functions do.

    Returns:
        The distribution, and its modules by name.

    Raises:
        CannotRunError: If the distribution cannot be found or read.
    """
    options = _options(request)
    try:
        folders = list(folders_of(get_search_dirs(options.python_executable)))
    except CompileError as error:
        reason = " ".join(error.messages).removeprefix("mypy: ")
        raise CannotRunError(reason[:1].lower() + reason[1:]) from None
    distribution = find_distribution(request.distribution, folders)
    sys.setrecursionlimit(defaults.RECURSION_LIMIT)
    for _ in range(MAX_UNREADABLE):
        found = _Inference(distribution)
        unreadable = _build(found, options)
        if unreadable is None:
            return distribution, with_heirs(found.outlines)
        module, reason = unreadable
        print(f"loopsafe: warning: {reason}; the module is left out", file=sys.stderr)
        distribution = distribution.without(module)
        if not distribution.modules:
            break
    message = f'distribution "{distribution.name}" has too many modules that mypy cannot read'
    raise CannotRunError(message)


def _options(request: Request) -> Options:
    """Return mypy's options for a look at everything, whoever wrote it."""
    arguments = [
        "--config-file=",
        "--check-untyped-defs",
        "--follow-untyped-imports",
        "--no-silence-site-packages",
        "--ignore-missing-imports",
    ]
    if request.python_executable is not None:
        arguments.append(f"--python-executable={request.python_executable}")
    stderr = io.StringIO()
    try:
        _, options = process_options(
            [*arguments, "-c", ""], stdout=stderr, stderr=stderr, program="loopsafe stubgen"
        )
    except (SystemExit, CompileError):
        lines = stderr.getvalue().splitlines() or ["mypy does not take the interpreter"]
        raise CannotRunError(lines[-1].partition(": error: ")[2] or lines[-1]) from None
    options.config_file = os.devnull  # mypy loads plugins for a configuration only
    options.plugins = [f"{PLUGIN}:plugin"]
    options.local_partial_types = True
    options.native_parser = True
    options.show_traceback = True
    return options


def _build(found: _Inference, options: Options) -> tuple[str, str] | None:
    """Run mypy. Returns the module that it cannot parse, and why, if there is one."""
    global _inference  # noqa: PLW0603  (mypy makes the plugin: nothing can be passed to it)
    modules = found.distribution.modules
    sources = [BuildSource(str(path), name) for name, path in modules.items()]
    fatal: list[str] = []

    def flush(file: str | None, messages: Iterable[str], _serious: bool) -> None:  # noqa: FBT001
        if file is None:
            fatal.extend(messages)

    _inference = found
    try:
        # Summaries are written with the cache: without one, none would be made.
        with (
            tempfile.TemporaryDirectory(prefix="loopsafe-") as cache,
            contextlib.redirect_stdout(sys.stderr),
        ):
            options.cache_dir = cache
            result = build.build(sources, options, flush_errors=flush)
            result.manager.metastore.close()
    except CompileError as error:
        lines = [*fatal, *error.messages]
        for name, path in modules.items():
            shown = (f"{path}:", f"{os.path.relpath(path)}:")  # mypy shortens what it can
            reason = next((line for line in lines if line.startswith(shown)), None)
            if reason is not None:
                return name, reason
        message = f"mypy cannot go on: {lines[0] if lines else error}"
        raise CannotRunError(message) from None
    except SystemExit:
        message = "mypy has crashed, see above"
        raise CannotRunError(message) from None
    finally:
        _inference = None
    return None
