"""An installed distribution: its version, and the Python sources of its modules.

What belongs to it is on record in its RECORD file; nothing is imported. Tests that a distribution
brings along are left out.
"""

from __future__ import annotations

import dataclasses
import importlib.metadata
import re
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Final

from loopsafe_mypy.stubgen.request import CannotRunError

COMPILED: Final = (".so", ".pyd", ".dll")
TESTS: Final = re.compile(r"(^|\.)(tests|conftest|test_\w+|\w+_test)(\.|$)")
"""Modules that are there to test the others."""


@dataclasses.dataclass(frozen=True)
class Distribution:
    """What is installed."""

    name: str
    version: str
    modules: dict[str, Path]
    """The files of its modules, by their full names, sorted."""

    def without(self, module: str) -> Distribution:
        """Return the distribution less one of its modules."""
        rest = {name: path for name, path in self.modules.items() if name != module}
        return dataclasses.replace(self, modules=rest)


def find_distribution(name: str, folders: Sequence[str]) -> Distribution:
    """Look up what is installed under a name.

    Args:
        name: The name of the distribution, as installers know it.
        folders: Where installers put distributions: those of one interpreter.

    Raises:
        CannotRunError: If it is not installed, or has no Python sources on record.
    """
    try:
        context = importlib.metadata.DistributionFinder.Context(name=name, path=list(folders))
        found = next(iter(importlib.metadata.MetadataPathFinder.find_distributions(context)), None)
    except ValueError:  # an empty name
        found = None
    if found is None:
        message = f'distribution "{name}" is not installed{_nearest(name, folders)}'
        raise CannotRunError(message)
    proper = found.metadata["Name"]
    files = [PurePosixPath(str(file)) for file in found.files or ()]
    modules = {
        module: Path(str(found.locate_file(str(file))))
        for file in files
        for module in [_module(file)]
        if module is not None and not TESTS.search(module)
    }
    present = {module: path for module, path in sorted(modules.items()) if path.is_file()}
    if not present:
        raise CannotRunError(_why_nothing(proper, files))
    return Distribution(proper, found.version, present)


def _module(file: PurePosixPath) -> str | None:
    """Return the full name of the module in a file, if it is one that can be imported."""
    if file.suffix != ".py":
        return None
    parts = file.with_suffix("").parts
    if parts[-1] == "__init__":
        parts = parts[:-1]
    if not parts or parts[-1] == "__main__" or not all(part.isidentifier() for part in parts):
        return None
    return ".".join(parts)


def _why_nothing(name: str, files: Sequence[PurePosixPath]) -> str:
    if any(file.suffix == ".pth" or file.name.startswith("__editable__") for file in files):
        return (
            f'distribution "{name}" is installed in editable mode, so that its modules are not on '
            "record: install it without -e"
        )
    if any(file.suffix in COMPILED for file in files):
        return (
            f'distribution "{name}" has only compiled modules, which cannot be read: '
            "write a stub by hand, see docs/effect-stubs.md"
        )
    if not files:
        return f'distribution "{name}" has no record of its files: install it again, with pip'
    return f'distribution "{name}" has no modules'


def _nearest(name: str, folders: Sequence[str]) -> str:
    """Say which distribution has a module of that name, if one does."""
    wanted = re.sub(r"[-_.]+", "_", name).lower()
    for found in importlib.metadata.distributions(path=list(folders)):
        tops = {PurePosixPath(str(file)).parts[0] for file in found.files or ()}
        if any(top.removesuffix(".py").lower() == wanted for top in tops):
            return f': its module comes with the distribution "{found.metadata["Name"]}"'
    return " in this environment: install it, or name another one with --python-executable"


def folders_of(paths: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the folders of a search path, each once."""
    seen: set[str] = set()
    for path in paths:
        for folder in path:
            if folder not in seen:
                seen.add(folder)
                yield folder
