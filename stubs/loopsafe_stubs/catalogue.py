"""Find effect stubs and load them when their module is first asked for.

A root is a folder that mirrors the module tree: ``asyncio/events.pyi``, ``time.pyi``,
``pathlib/__init__.pyi``. Roots are asked in order, and the first that names a function decides;
what it does not name is taken from the next. A broken file is remembered in `problems` and treated
as absent; nothing is raised.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Final

from loopsafe_stubs import files
from loopsafe_stubs.files import Root, StubFile
from loopsafe_stubs.installed import shipped_stubs
from loopsafe_stubs.notation import Source, StubError, StubModule, Target
from loopsafe_stubs.reader import read_stub
from loopsafe_stubs.record import Record, read_record

MAX_FOLLOWED: Final = 20
"""How many imports are followed from one stub to the next."""


class Catalogue:
    """The effect stubs of some roots, read for one interpreter."""

    def __init__(
        self, roots: Iterable[Path | Root], target: Target, record: Record | None = None
    ) -> None:
        """Take the names of the stub files; none is read yet.

        Args:
            roots: The folders, in order of precedence. One without a source is loopsafe's own.
            target: The interpreter the stubs are read for.
            record: What is recorded of loopsafe's own files: their stubs are asked last.
        """
        self._target = target
        self._loaded: dict[str, StubModule | None] = {}
        self._packages: set[str] = set()
        self._public: dict[str, dict[str, str]] = {}
        """The full names of what packages define, by public names: for packages asked for."""
        self._found: dict[str, str | None] = {}
        self._below: dict[str, list[str]] = {}
        self._projects: dict[str, list[StubModule]] = {}
        self.problems: list[StubError] = []
        self.record = record
        self._scanned: list[StubFile] = []
        for item in roots:
            root = item if isinstance(item, Root) else Root(item, Source.BUNDLED)
            self._scanned += files.find_files(root)

    @classmethod
    def of_project(cls, stub_paths: Iterable[Path], target: Target) -> Catalogue:
        """Return all that is known for a project.

        Its own stubs come first, then those that installed distributions bring along, then
        loopsafe's for distributions and for the standard library.
        """
        shipped = shipped_stubs()
        record = read_record(files.PACKAGE.parent)
        roots: list[Path | Root] = [
            *(Root(path, Source.PROJECT) for path in stub_paths),
            *(Root(path, Source.INSTALLED) for path in shipped.roots),
        ]
        if record is None:
            roots += [*files.third_party_roots(), *files.BUNDLED]
        found = cls(roots, target, record)
        found.problems += shipped.problems
        return found

    @cached_property
    def _files(self) -> dict[str, list[StubFile]]:
        """The files of each module, in the order in which they are asked.

        A run in which nothing has changed ends without it.
        """
        result: dict[str, list[StubFile]] = {}
        recorded = files.recorded_files(self.record) if self.record is not None else ()
        for file in chain(self._scanned, recorded):
            result.setdefault(file.module, []).append(file)
        return result

    def forget(self, modules: Iterable[str]) -> None:
        """Drop the stubs of modules whose source is to speak for itself."""
        self._found.clear()
        self._below.clear()
        for name in modules:
            self._files.pop(name, None)
            self._loaded.pop(name, None)

    def module(self, name: str) -> StubModule | None:
        """Return the stub of a module, or ``None`` if there is none or it is broken."""
        if name not in self._files:
            return None
        if name not in self._loaded:
            readable = [(self._read(file), file.source) for file in self._files[name]]
            self._loaded[name] = _merged([stub for stub, _ in readable if stub is not None])
            self._projects[name] = [
                stub for stub, source in readable if stub is not None and source is Source.PROJECT
            ]
        return self._loaded[name]

    def of_the_project(self, name: str) -> list[StubModule]:
        """Return the stubs that the project itself has for a module, one a file."""
        self.module(name)
        return self._projects.get(name, [])

    @cached_property
    def project_files(self) -> list[StubFile]:
        """The stub files that the project itself has."""
        return [file for file in self._scanned if file.source is Source.PROJECT]

    def modules(self) -> list[str]:
        """Return the full names of all modules that have a stub, sorted."""
        return sorted(self._files)

    def find(self, written: str) -> str | None:
        """Return the full name of the class or function that a dotted path leads to.

        For a library whose types nobody can see: ``fabric.Connection.run`` is what the program
        says, ``fabric.connection.Connection.run`` is what the stub declares. Follows the imports
        that stubs declare, and the public names that they give.

        Returns:
            The name, or ``None`` if no stub declares what the path leads to.
        """
        if written not in self._found:
            self._found[written] = self._find(written)
        return self._found[written]

    def _find(self, written: str) -> str | None:
        for _ in range(MAX_FOLLOWED):
            stub, rest = self._split(written)
            if stub is not None and rest:
                if written in stub.declarations or written in stub.classes:
                    return written
                first, dot, attributes = rest.partition(".")
                if first in stub.exports:
                    written = stub.exports[first] + dot + attributes
                    continue
            defined = self._defined(written)
            if defined == written:
                return self._inherited(written)
            written = defined
        return None

    def _inherited(self, written: str) -> str | None:
        """Return the full name of a method that a class inherits."""
        owner, _, name = written.rpartition(".")
        stub, _ = self._split(owner)
        for base in stub.bases.get(owner, ()) if stub is not None else ():
            found = self.find(f"{base}.{name}") if base != owner else None
            if found is not None:
                return found
        return None

    def module_of(self, name: str) -> str | None:
        """Return the stubbed module that a full name belongs to (or is), or ``None``."""
        while name and name not in self._files:
            name = name.rpartition(".")[0]
        return name or None

    def is_stubbed(self, name: str) -> bool:
        """Whether a module, or one in a package, has a stub."""
        if not self._packages:
            for module in self._files:
                while module and module not in self._packages:
                    self._packages.add(module)
                    module = module.rpartition(".")[0]  # noqa: PLW2901  (climbs)
        return name in self._packages

    def below(self, name: str) -> list[str]:
        """Return the full names of the stubbed modules in a package, with itself."""
        if not self.is_stubbed(name):
            return []
        if name not in self._below:
            within = f"{name}."
            found = [module for module in self._files if f"{module}.".startswith(within)]
            self._below[name] = sorted(found)
        return list(self._below[name])

    def _defined(self, written: str) -> str:
        """Return a public name as the one that the stub declares; others as they are."""
        top = written.partition(".")[0]
        known = self._public.get(top)
        if known is None:
            stubs = [self.module(name) for name in self.below(top)]
            known = {name: full for stub in stubs if stub for name, full in stub.public.items()}
            self._public[top] = known
        name, attributes = written, ""
        while name:
            if name in known:
                return known[name] + attributes
            name, _, last = name.rpartition(".")
            attributes = f".{last}{attributes}"
        return written

    def load_all(self) -> None:
        """Read every stub now, so that `problems` is complete."""
        for name in self.modules():
            self.module(name)

    def load_users(self) -> None:
        """Read every stub that does not come with loopsafe, so that `problems` has theirs."""
        users = {file.module for file in self._scanned if file.source is not Source.BUNDLED}
        for name in sorted(users):
            self.module(name)

    def digest(self) -> str:
        """Return a hash of all stub files: what is cached under another one is stale."""
        return files.digest(self._scanned, self.record)

    def _split(self, written: str) -> tuple[StubModule | None, str]:
        """Return the stub of the innermost module that a dotted path names, and what is left."""
        module = self.module_of(written)
        if module is None:
            return None, written
        return self.module(module), written.removeprefix(module).removeprefix(".")

    def _read(self, stub_file: StubFile) -> StubModule | None:
        name, path, source = stub_file
        file = Path(path)
        try:
            stub = read_stub(file.read_text(encoding="utf-8"), name, file, self._target)
        except StubError as error:
            self.problems.append(error)
        except OSError as error:
            self.problems.append(StubError(file, 1, f"Effect stub: {error.strerror}"))
        except UnicodeDecodeError:
            self.problems.append(StubError(file, 1, "Effect stub: the file is not UTF-8"))
        else:
            if source is Source.BUNDLED:
                return stub
            declarations = {
                key: item._replace(source=source) for key, item in stub.declarations.items()
            }
            return stub._replace(declarations=declarations)
        return None


def _merged(stubs: list[StubModule]) -> StubModule | None:
    """Make one stub of several for a module: the first that names a thing decides."""
    if len(stubs) <= 1:
        return stubs[0] if stubs else None
    result = stubs[-1]
    for stub in reversed(stubs[:-1]):
        result = stub._replace(
            declarations={**result.declarations, **stub.declarations},
            classes={**result.classes, **stub.classes},
            exports={**result.exports, **stub.exports},
            bases={**result.bases, **stub.bases},
            results={**result.results, **stub.results},
            public={**result.public, **stub.public},
        )
    return result
