"""Find effect stubs and load them when their module is first asked for.

A root is a folder that mirrors the module tree: ``asyncio/events.pyi``, ``time.pyi``,
``pathlib/__init__.pyi``. Roots are asked in order, and the first that has a module wins. A broken
file is remembered in `problems` and treated as absent; nothing is raised.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from loopsafe_stubs.notation import StubError, StubModule, Target
from loopsafe_stubs.reader import read_stub

BUNDLED: Final = (Path(__file__).parent / "stdlib",)
"""The roots that come with loopsafe."""


class Catalogue:
    """The effect stubs of some roots, read for one interpreter."""

    def __init__(self, roots: Iterable[Path], target: Target) -> None:
        self._target = target
        self._files: dict[str, list[Path]] = {}
        self._loaded: dict[str, StubModule | None] = {}
        self.problems: list[StubError] = []
        for root in roots:
            for name, path in _find(root):
                self._files.setdefault(name, []).append(path)

    def module(self, name: str) -> StubModule | None:
        """Return the stub of a module, or ``None`` if there is none or it is broken."""
        if name not in self._files:
            return None
        if name not in self._loaded:
            readable = (self._read(name, path) for path in self._files[name])
            self._loaded[name] = next((stub for stub in readable if stub is not None), None)
        return self._loaded[name]

    def modules(self) -> list[str]:
        """Return the full names of all modules that have a stub, sorted."""
        return sorted(self._files)

    def load_all(self) -> None:
        """Read every stub now, so that `problems` is complete."""
        for name in self.modules():
            self.module(name)

    def digest(self) -> str:
        """Return a hash of all stub files: what is cached under another one is stale."""
        total = hashlib.sha256()
        for name in self.modules():
            for path in self._files[name]:
                content = _bytes_of(path)
                total.update(f"{name}:{len(content)}:".encode())
                total.update(content)
        return total.hexdigest()

    def _read(self, name: str, path: Path) -> StubModule | None:
        try:
            source = path.read_text(encoding="utf-8")
            return read_stub(source, name, path, self._target)
        except StubError as error:
            self.problems.append(error)
        except OSError as error:
            self.problems.append(StubError(path, 1, f"Effect stub: {error.strerror}"))
        except UnicodeDecodeError:
            self.problems.append(StubError(path, 1, "Effect stub: the file is not UTF-8"))
        return None


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _find(root: Path) -> Iterator[tuple[str, Path]]:
    """Yield module names and files under ``root``, in an order that is the same everywhere."""
    for folder, folders, files in os.walk(root):
        folders.sort()
        prefix = Path(folder).relative_to(root).parts
        for file in sorted(files):
            if not file.endswith(".pyi"):
                continue
            stem = file.removesuffix(".pyi")
            parts = prefix if stem == "__init__" else (*prefix, stem)
            if parts:
                yield ".".join(parts), Path(folder, file)
