"""Tell when one of some modules has been imported.

A finder in front of `sys.meta_path` lets the others find the module, runs its loader, and tells.
The module keeps its own loader and spec: nothing of this stays behind in it.
"""

from __future__ import annotations

import importlib.machinery
import sys
from collections.abc import Callable, Collection, Sequence
from types import ModuleType
from typing import Any


class ImportNotice:
    """Calls ``notice(name)`` each time one of ``names`` has been imported, on that thread."""

    def __init__(self, names: Collection[str], notice: Callable[[str], None]) -> None:
        self._names = names
        self._notice = notice
        self._searching: set[str] = set()

    def start(self) -> None:
        """Begin to notice."""
        sys.meta_path.insert(0, self)

    def stop(self) -> None:
        """Notice nothing any more."""
        if self in sys.meta_path:
            sys.meta_path.remove(self)

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None = None,
        target: ModuleType | None = None,
    ) -> importlib.machinery.ModuleSpec | None:
        """Find a module of interest with the other finders; pass over all others."""
        if fullname not in self._names or fullname in self._searching:
            return None
        self._searching.add(fullname)
        try:
            spec = _found_by_others(self, fullname, path, target)
        finally:
            self._searching.discard(fullname)
        if spec is not None and hasattr(spec.loader, "exec_module"):
            stand_in: Any = _Loader(spec.loader, self._notice)
            spec.loader = stand_in
        return spec


def _found_by_others(
    own: ImportNotice, fullname: str, path: Sequence[str] | None, target: ModuleType | None
) -> importlib.machinery.ModuleSpec | None:
    for finder in list(sys.meta_path):
        find = getattr(finder, "find_spec", None)
        if finder is not own and find is not None:
            spec: importlib.machinery.ModuleSpec | None = find(fullname, path, target)
            if spec is not None:
                return spec
    return None


class _Loader:
    """Stands in for a module's loader until the module runs."""

    def __init__(self, loader: object, notice: Callable[[str], None]) -> None:
        self._loader = loader
        self._notice = notice

    def __getattr__(self, name: str) -> object:
        return getattr(self._loader, name)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType | None:
        create = getattr(self._loader, "create_module", None)
        module: ModuleType | None = create(spec) if create is not None else None
        return module

    def exec_module(self, module: ModuleType) -> None:
        loader: Any = self._loader
        if module.__spec__ is not None:
            module.__spec__.loader = loader
        if vars(module).get("__loader__") is self:
            module.__loader__ = loader
        loader.exec_module(module)
        self._notice(module.__name__)
