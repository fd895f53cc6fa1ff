"""Which stub files there are, and a hash of them all; what is in them is read elsewhere."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from loopsafe_stubs.notation import Source
from loopsafe_stubs.record import Record

PACKAGE: Final = Path(__file__).parent

BUNDLED: Final = (PACKAGE / "stdlib",)
"""The roots that come with loopsafe for the standard library."""

THIRD_PARTY: Final = PACKAGE / "third_party"
"""Holds a root for each distribution that loopsafe knows."""

SUFFIX: Final = ".pyi"


class Root(NamedTuple):
    """A folder with stubs, and who wrote them."""

    folder: Path
    source: Source


class StubFile(NamedTuple):
    """A file that says what a module does."""

    module: str
    path: str
    source: Source


def third_party_roots() -> list[Path]:
    """Return the roots that come with loopsafe for distributions, one each."""
    with os.scandir(THIRD_PARTY) as entries:
        return sorted(Path(entry.path) for entry in entries if entry.is_dir())


def find_files(root: Root) -> Iterator[StubFile]:
    """Yield the stub files under a root, in an order that is the same everywhere."""
    stack = [(str(root.folder), "")]
    while stack:
        folder, prefix = stack.pop()
        try:
            with os.scandir(folder) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError:
            continue
        folders = [entry for entry in reversed(found) if entry.is_dir()]
        stack += [(entry.path, f"{prefix}{entry.name}.") for entry in folders]
        for entry in found:
            if entry.name.endswith(SUFFIX):
                name = _module(prefix + entry.name.removesuffix(SUFFIX))
                if name:
                    yield StubFile(name, entry.path, root.source)


def recorded_files(record: Record) -> Iterator[StubFile]:
    """Yield loopsafe's own stub files, in the order in which their roots are asked."""
    for root, depth in ((THIRD_PARTY, 2), *((root, 1) for root in BUNDLED)):
        for path in record.stubs:
            if path.startswith(f"{root.name}/"):
                inner = path.split("/", depth)[depth].removesuffix(SUFFIX).replace("/", ".")
                yield StubFile(_module(inner), f"{PACKAGE}{os.sep}{path}", Source.BUNDLED)


def digest(files: Iterable[StubFile], record: Record | None) -> str:
    """Return a hash of stub files: what is cached under another one is stale.

    Args:
        files: In an order that is the same everywhere.
        record: What is recorded of loopsafe's own, which then are not among the files.
    """
    total = hashlib.sha256()
    if record is not None:
        total.update(record.digest.encode())
    for module, path, source in files:
        content = _bytes_of(path)
        total.update(f"{module}:{source.value}:{len(content)}:".encode())
        total.update(content)
    return total.hexdigest()


def _module(stem: str) -> str:
    """Return the name of a module; empty for an ``__init__.pyi`` that is in no package."""
    package, _, last = stem.rpartition(".")
    return package if last == "__init__" else stem


def _bytes_of(path: str) -> bytes:
    try:
        with open(path, "rb") as file:  # noqa: PTH123  (half the time of Path, for every file)
            return file.read()
    except OSError:
        return b""
