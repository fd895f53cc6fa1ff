"""The project as mypy sees it: its configuration, and the sources to check.

Owns how mypy's own reading of the two is put to use, and what is said when there is nothing to
check. Which options the linter overrides is in `loopsafe_mypy.linter.overrides`.
"""

from __future__ import annotations

import configparser
import contextlib
import io
import os
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mypy import defaults
from mypy.errors import CompileError
from mypy.main import process_options
from mypy.modulefinder import BuildSource

from loopsafe_mypy.config import ConfigError, read_config
from loopsafe_mypy.linter.request import CannotRunError, Request

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mypy.fscache import FileSystemCache
    from mypy.options import Options

PROGRAM: Final = "loopsafe check"


def read_project(request: Request, fscache: FileSystemCache) -> tuple[list[BuildSource], Options]:
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
        parser.read_string(text, path)
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
