"""mypy as a linter: run it with the plugin, and show nothing but the plugin's findings.

Owns what differs from a mypy run with the plugin: which of the project's options are overridden,
which messages are shown, and how. What the findings are is the plugin's business, how the process
starts and ends that of ``__main__``.

1. mypy reads its configuration and finds the sources, as for a run of its own.
2. Options that would hide code from the analysis are overridden.
3. mypy runs in this process and reports in JSON; what has one of our error codes is a finding.
4. The findings are printed, sorted, in mypy's usual format and the project's choice of it.
"""

from __future__ import annotations

import configparser
import contextlib
import dataclasses
import io
import json
import math
import os
import shutil
import signal
import sys
import tempfile
import time
import tomllib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TextIO

from mypy import build, defaults
from mypy.errors import CompileError, Errors
from mypy.fscache import FileSystemCache
from mypy.main import process_options
from mypy.modulefinder import BuildSource
from mypy.options import Options
from mypy.util import FancyFormatter, read_py_file

from loopsafe_mypy import codes
from loopsafe_mypy.config import Config, ConfigError, read_config
from loopsafe_mypy.hooks import LoopsafePlugin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from mypy.cache import ErrorTuple
    from mypy.nodes import MypyFile

PROGRAM: Final = "loopsafe check"
CODES: Final = frozenset(code.code for code in codes.ALL)
BLOCKER_CODES: Final = frozenset({None, "syntax"})
"""The codes of an error that keeps mypy from reading a file: most have none."""

OVERRIDES: Final[dict[str, object]] = {
    # What would hide code.
    "check_untyped_defs": True,
    "ignore_errors": False,
    "ignore_missing_imports": True,
    "semantic_analysis_only": False,
    # What the plugin relies on: interfaces are done before bodies are checked.
    "local_partial_types": True,
    "native_parser": True,
    # What else mypy would put out.
    "output": "json",
    "report_dirs": {},
    "show_traceback": True,
    "verbosity": 0,
    "warn_unused_configs": False,
}
CODE_LISTS: Final = ("disable_error_code", "enable_error_code")


class CannotRunError(Exception):
    """The check cannot run. The text says why and what to do, in one line."""


@dataclasses.dataclass(frozen=True)
class Request:
    """What the command line asks for."""

    paths: Sequence[str] = ()
    config_file: str | None = None
    python_version: str | None = None
    strict: bool = False
    output: str = "text"
    cache_dir: str | None = None
    num_workers: str | None = None


@dataclasses.dataclass(frozen=True, order=True)
class Finding:
    """One finding of the plugin, with its notes. Columns count from 0, as in mypy."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    message: str
    code: str
    notes: tuple[str, ...] = ()


def run(request: Request) -> int:
    """Check a project and print the findings.

    Returns:
        0 without findings, 1 with findings, 2 when a file cannot be read.

    Raises:
        CannotRunError: When nothing can be checked.
    """
    sys.setrecursionlimit(defaults.RECURSION_LIMIT)
    fscache = FileSystemCache()
    sources, project = _read_project(request, fscache)
    with contextlib.ExitStack() as stack:
        options = _adjust(project, request, _cache_dir(project, request, stack))
        linting = _Linting(options, len(sources), fscache)
        graph = linting.build(sources)
    quiet = _silent_files(graph, sources, project)
    findings = sorted(finding for finding in linting.findings if finding.file not in quiet)
    status = 2 if linting.unreadable else int(bool(findings))
    try:
        if request.output == "json":
            _print_json(findings)
        else:
            _print_text(findings, options, fscache)
            if not linting.unreadable and options.error_summary:
                _print_summary(findings, len(sources), options)
        sys.stdout.flush()
    except BrokenPipeError:
        pass  # Whoever reads our output has seen enough.
    except OSError as error:
        message = f"cannot write the output: {error.strerror}"
        raise CannotRunError(message) from None
    return status


# --- What to check, and how ---------------------------------------------------------------------


def _read_project(request: Request, fscache: FileSystemCache) -> tuple[list[BuildSource], Options]:
    """Have mypy read its configuration and find the sources."""
    config_file = _find_config() if request.config_file is None else request.config_file
    if request.config_file:
        _sections(request.config_file)
    arguments = _arguments(request)
    sources, options, complaints = _process_options(arguments, fscache)
    if not sources:
        sources, options, complaints = _process_options([*arguments, os.curdir], fscache)
    for complaint in complaints:
        # A file with our settings alone needs no section for mypy.
        if "No [mypy] section" not in complaint:
            print(f"loopsafe: warning: {complaint}", file=sys.stderr)
    # Without any configuration there must still be a file: mypy loads plugins for one only.
    options.config_file = config_file or options.config_file or os.devnull
    try:
        read_config(options.config_file)
    except ConfigError as error:
        raise CannotRunError(str(error)) from None
    for path in (source.path for source in sources):
        if path is not None and not Path(path).exists():
            origin = "" if request.paths else f' (see "files" in {options.config_file})'
            message = f'no such file or folder: "{path}"{origin}'
            raise CannotRunError(message)
    return _distinct(sources), options


def _arguments(request: Request) -> list[str]:
    """Return what mypy's own command line would be, up to and including the paths."""
    options = {
        "--config-file": request.config_file,
        "--python-version": request.python_version,
        "--num-workers": request.num_workers,
    }
    given = [f"{name}={value}" for name, value in options.items() if value is not None]
    # mypy's parser takes "@name" for a file with arguments, and would want to read it.
    paths = [f".{os.sep}{path}" if path.startswith("@") else path for path in request.paths]
    return [*given, "--", *paths]


def _process_options(
    arguments: list[str], fscache: FileSystemCache
) -> tuple[list[BuildSource], Options, list[str]]:
    """Call mypy's own, and return what it complains about as well as what it finds."""
    stderr = io.StringIO()
    try:
        with contextlib.redirect_stdout(sys.stderr):
            sources, options = process_options(
                arguments,
                stdout=stderr,
                stderr=stderr,
                require_targets=False,
                fscache=fscache,
                program=PROGRAM,
            )
    except (SystemExit, CompileError) as end:
        lines = [*stderr.getvalue().splitlines(), *getattr(end, "messages", [])] or [str(end)]
        reason = next((line for line in lines if line.startswith("There are no ")), lines[-1])
        if reason.startswith("There are no "):
            reason += ': name files or folders with Python code, or look at mypy\'s "exclude"'
        raise CannotRunError(reason.removeprefix(f"{PROGRAM}: error: ")) from None
    return sources, options, stderr.getvalue().splitlines()


def _find_config() -> str | None:
    """Return the configuration file: the one mypy will choose, else one with our section.

    This goes through folders and names in mypy's order, up to the repository's root. mypy by
    itself passes over a file that it cannot parse, and over one that has settings for us alone.
    """
    ours: str | None = None
    for folder in (Path.cwd(), *Path.cwd().parents):
        for name in (*defaults.CONFIG_NAMES, *defaults.SHARED_CONFIG_NAMES):
            path = os.path.relpath(folder / name)
            if not Path(path).exists():
                continue
            sections = _sections(path)
            if name in defaults.CONFIG_NAMES or "mypy" in sections:
                if "loopsafe" not in sections:
                    _warn_of_unread(ours or str(folder / "pyproject.toml"), path)
                return path
            if ours is None and "loopsafe" in sections:
                ours = path
        if any((folder / root).exists() for root in (".git", ".hg")):
            break
    return ours


def _warn_of_unread(path: str, chosen: str) -> None:
    """Say so if a file has settings for loopsafe, but is not the one with those for mypy."""
    with contextlib.suppress(CannotRunError):
        if "loopsafe" in _sections(path):
            print(
                f"loopsafe: warning: the settings for loopsafe in {os.path.relpath(path)} are not "
                f"read, because mypy's configuration is {chosen}: move them there",
                file=sys.stderr,
            )


def _sections(path: str) -> Iterable[str]:
    """Return the names of a configuration file's sections (in TOML: of its tools)."""
    try:
        text = Path(path).read_text(encoding="utf-8")
        if path.endswith(".toml"):
            return list(tomllib.loads(text).get("tool", {}))
        parser = configparser.RawConfigParser()
        parser.read_string(text)
        return parser.sections()
    except FileNotFoundError:
        message = f'no such configuration file: "{path}"'
        raise CannotRunError(message) from None
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path}: cannot read it: {error}"
        raise CannotRunError(message) from None
    except (tomllib.TOMLDecodeError, configparser.Error) as error:
        message = f"{path}: cannot parse it, please mend it: {' '.join(str(error).split())}"
        raise CannotRunError(message) from None


def _distinct(sources: list[BuildSource]) -> list[BuildSource]:
    """Give sources whose module names clash (two ``conftest.py``) names that differ.

    mypy refuses such a tree, since it cannot tell what an import means. For us it is enough that
    one of them keeps the name; the others are called after their paths.
    """
    keepers: dict[str, BuildSource] = {}
    for source in sources:
        if source.module not in keepers or _dotted(source) == source.module:
            keepers[source.module] = source
    taken = set(keepers)
    result = []
    for source in sources:
        name = _dotted(source)
        if source is keepers[source.module] or name is None or name in taken:
            result.append(source)
        else:
            taken.add(name)
            result.append(BuildSource(source.path, name, None, source.base_dir))
    return result


def _dotted(source: BuildSource) -> str | None:
    """Return what the module of a source would be called if every folder were a package."""
    if source.path is None:
        return None
    parts = Path(os.path.relpath(source.path)).with_suffix("").parts
    return ".".join(part.replace(".", "_") for part in parts if part != "__init__")


def _adjust(project: Options, request: Request, cache_dir: str) -> Options:
    """Return the project's options without what would hide code from the analysis."""
    changes = _revealing({**project.snapshot(), **OVERRIDES})
    entry = "strict_plugin" if request.strict else "plugin"
    others = [name for name in project.plugins if not name.startswith("loopsafe_mypy")]
    changes["plugins"] = [f"{__name__}:{entry}", *others]
    changes["cache_dir"] = cache_dir
    changes["per_module_options"] = {
        pattern: _revealing({key: value for key, value in section.items() if key not in OVERRIDES})
        for pattern, section in project.per_module_options.items()
    }
    return Options().apply_changes(changes)


def _revealing(section: Mapping[str, object]) -> dict[str, Any]:
    """Return the settings of one section without what hides code, but for our own codes.

    ``follow_imports = silent`` would have mypy drop the bodies of modules that are not checked
    themselves, and the blocking calls in them: it is honoured when the findings are shown.
    """
    result: dict[str, Any] = dict(section)
    for key in CODE_LISTS:
        if key in result:
            result[key] = [code for code in result[key] if code in CODES]
    if result.get("follow_imports") == "silent":
        result["follow_imports"] = "normal"
    return result


def _cache_dir(project: Options, request: Request, stack: contextlib.ExitStack) -> str:
    """Return a folder for mypy's cache that a normal run of mypy does not use.

    With the same folder, the two runs would invalidate each other's results: mypy's cache holds
    those of one set of options. A subfolder of mypy's own needs no new line in ``.gitignore``, in
    a CI's cache paths, or in anybody's exclusions.
    """
    folder = request.cache_dir or project.cache_dir
    if folder == os.devnull:
        # Summaries of effects are written with the cache: without one, none would be made.
        return stack.enter_context(tempfile.TemporaryDirectory(prefix="loopsafe-"))
    if request.cache_dir is None:
        folder = str(Path(folder, "loopsafe"))
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
        writable = os.access(folder, os.W_OK)
    except OSError:
        writable = False
    if not writable:
        message = f'cannot write to the cache folder "{folder}": choose one with --cache-dir'
        raise CannotRunError(message)
    return folder


# --- The run ------------------------------------------------------------------------------------


class Progress:
    """One line on a terminal, rewritten as modules are done. A run of a second shows none."""

    def __init__(self, stream: TextIO, total: int) -> None:
        self.stream = stream
        self.total = total
        self.read = 0
        self.checked = 0
        self.shown = False
        self.due = time.monotonic() + 1.0 if stream.isatty() else math.inf

    def show(self) -> None:
        """Rewrite the line, if it is time to."""
        if time.monotonic() < self.due:
            return
        if self.checked:
            self._draw(f"checked {self.checked} of {max(self.checked, self.total)} files")
        else:
            self._draw(f"read {self.read} files")
        self.shown = True
        self.due = time.monotonic() + 0.1

    def clear(self) -> None:
        """Leave an empty line to whatever is printed next."""
        if self.shown:
            self._draw("")
            self.shown = False

    def _draw(self, text: str) -> None:
        # One column stays free: terminals wrap when the last one is written.
        width = min(shutil.get_terminal_size().columns, 80) - 1
        line = f"loopsafe: {text}" if text else ""
        self.stream.write(f"\r{line[:width]:<{width}}\r")
        self.stream.flush()


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


class _StrictPlugin(_LinterPlugin):
    """The plugin with ``strict = true``, whatever the configuration says for the whole project."""

    @property
    def config(self) -> Config:
        """What the plugin has read: it is set, and put to use, where the plugin is made."""
        return self._config

    @config.setter
    def config(self, found: Config) -> None:
        settings = dataclasses.replace(found.settings, strict=True)
        self._config = dataclasses.replace(found, settings=settings)


def plugin(_version: str) -> type[LoopsafePlugin]:
    """Return the plugin's class: an entry point for mypy."""
    return _LinterPlugin


def strict_plugin(_version: str) -> type[LoopsafePlugin]:
    """Return the strict plugin's class: an entry point for mypy.

    It is chosen by name in the options (``loopsafe_mypy.linter:strict_plugin``), which is all
    that the worker processes of a parallel build get to see.
    """
    return _StrictPlugin


class _Linting:
    """One build by mypy, and what it reports."""

    def __init__(self, options: Options, total: int, fscache: FileSystemCache) -> None:
        self.options = options
        self.fscache = fscache
        self.progress = Progress(sys.stderr, total)
        self.findings: list[Finding] = []
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
            for line in _unreadable(self.fatal, self.options):
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
            if record["severity"] == "error" and record["code"] in CODES:
                self.findings.append(_finding(record, file))
        self.progress.checked += 1
        self.progress.show()


_linting: _Linting | None = None
"""The build that is going on in this process. A worker process of a parallel build has none."""


def _finding(record: Mapping[str, Any], file: str) -> Finding:
    """Read mypy's JSON. The path in it may be a cached one, from another working directory."""
    return Finding(
        file=file,
        line=record["line"],
        column=record["column"],
        end_line=record["end_line"],
        end_column=record["end_column"],
        message=record["message"],
        code=record["code"] or "",
        notes=tuple((record["hint"] or "").splitlines()),
    )


def _silent_files(
    graph: Mapping[str, build.State], sources: list[BuildSource], project: Options
) -> set[str]:
    """Return the files that ``follow_imports = silent`` keeps quiet, in the project's options."""
    roots = {source.module for source in sources}
    return {
        state.manager.errors.simplify_path(state.xpath)
        for module, state in graph.items()
        if module not in roots and project.clone_for_module(module).follow_imports == "silent"
    }


# --- What is printed ----------------------------------------------------------------------------


def _unreadable(fatal: list[str], options: Options) -> list[str]:
    """Say what has kept mypy from reading the project.

    mypy reports everything it has found up to then: of that, only errors that stop it are shown.

    Raises:
        CannotRunError: When it is not about the project's files, but about the run.
    """
    records = [json.loads(message) for message in fatal if message.startswith("{")]
    others = [message for message in fatal if not message.startswith("{")]
    if not records:
        raise CannotRunError("; ".join(others).removeprefix("mypy: ").removeprefix("error: "))
    blockers = [record for record in records if record["code"] in BLOCKER_CODES] or records
    lines = others
    for record in blockers:
        lines += _format(_finding(record, record["file"]), options)
    if any("`--" in line for line in lines):
        lines.append("loopsafe: mypy's configuration has --such-options as such_options")
    return [*lines, "loopsafe: nothing was checked, because of the error above"]


def _format(
    finding: Finding, options: Options, read: Callable[[str], bytes] | None = None
) -> list[str]:
    """Return the lines that mypy would print, in the project's choice of format."""
    place = (
        finding.file,
        finding.line,
        finding.column,
        finding.end_line,
        finding.end_column,
    )
    messages: list[ErrorTuple] = [(*place, "error", finding.message, finding.code or None)]
    messages += [(*place, "note", note, None) for note in finding.notes]
    source = read_py_file(finding.file, read) if options.pretty and read is not None else None
    return Errors(options, hide_error_codes=False).format_messages_default(messages, source)


def _print_text(findings: list[Finding], options: Options, fscache: FileSystemCache) -> None:
    formatter = _formatter(options)
    for finding in findings:
        lines = _format(finding, options, fscache.read)
        if options.pretty:
            lines = formatter.fit_in_terminal(lines)
        for line in lines:
            print(formatter.colorize(line))


def _print_summary(findings: list[Finding], total: int, options: Options) -> None:
    if findings:
        counts = Counter(finding.code for finding in findings)
        known = (code.code for code in codes.ALL)
        by_code = ", ".join(f"{counts[code]} {code}" for code in known if counts[code])
        files = len({finding.file for finding in findings})
        text = (
            f"Found {_count(len(findings), 'finding')} in {_count(files, 'file')} "
            f"(checked {_count(total, 'file')}): {by_code}"
        )
    else:
        text = f"Success: no findings in {_count(total, 'file')}"
    print(_formatter(options).style(text, "red" if findings else "green", bold=True))


def _formatter(options: Options) -> FancyFormatter:
    formatter = FancyFormatter(sys.stdout, sys.stderr, hide_error_codes=False)
    if not options.color_output or os.environ.get("NO_COLOR"):
        formatter.dummy_term = True
    return formatter


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _print_json(findings: list[Finding]) -> None:
    for finding in findings:
        print(
            json.dumps(
                {
                    "file": finding.file,
                    "line": finding.line,
                    "column": finding.column + 1,
                    "code": finding.code,
                    "message": finding.message,
                    "notes": finding.notes,
                }
            )
        )
