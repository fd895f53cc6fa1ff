"""The order of events in one mypy process: which half of the work is due when.

A build calls, for each module of a group, `interface_is_ready`, later `bodies_are_checked`.
Without a cache directory the first never comes, and in the daemon neither does for functions that
are checked again on their own; each case is dealt with here so that no other part has to know.
"""

from __future__ import annotations

from mypy.checker import TypeChecker
from mypy.nodes import FuncDef, MypyFile
from mypy.options import Options

from loopsafe_mypy import compat
from loopsafe_mypy.analysis import Analysis
from loopsafe_mypy.checking import check_function, check_module
from loopsafe_mypy.config import Config
from loopsafe_mypy.knowledge import Knowledge
from loopsafe_mypy.names import SUMMARY_SYMBOL
from loopsafe_stubs import Catalogue


class Session:
    """One mypy process."""

    def __init__(self, config: Config, catalogue: Catalogue, options: Options) -> None:
        self._daemon = options.fine_grained_incremental
        self._analysis = Analysis(config, Knowledge(catalogue))
        self._checkers: dict[str, TypeChecker] = {}
        self._last: object = None
        self._asked: set[FuncDef] = set()

    def set_modules(self, modules: dict[str, MypyFile]) -> None:
        """Take the dictionary in which mypy keeps its modules; it fills up as mypy goes on."""
        self._analysis.modules = modules

    def checker_is_at_work(self) -> None:
        """Remember the checker of the module that mypy is checking now. Called very often."""
        checker = compat.checker_state.type_checker
        if checker is self._last:
            return
        self._last = checker
        if isinstance(checker, TypeChecker):
            self._checkers[checker.tree.fullname] = checker

    def interface_is_ready(self, module: str) -> None:
        """A module's declarations are checked and it is about to be written to the cache."""
        tree = self._analysis.modules.get(module)
        if tree is None or tree.is_stub and not tree.imports:
            return
        if not tree.is_stub or self._has_markers(tree):
            self._analysis.summarise(module)
            self._analysis.store(module)

    def bodies_are_checked(self, tree: MypyFile) -> set[str]:
        """A module is checked, and its syntax tree and types are about to be freed."""
        module = tree.fullname
        checker = self._checkers.pop(module, None)
        self._last = None
        if tree.is_stub:
            return set()
        index = self._analysis.summarise(module)
        if index is None:
            return set()
        if SUMMARY_SYMBOL not in tree.names:
            self._analysis.store(module)
        if checker is not None and not checker.can_skip_diagnostics:
            check_module(tree, index, self._analysis, checker)
        self._analysis.release(module)
        return set()

    @staticmethod
    def _has_markers(tree: MypyFile) -> bool:
        return any("loopsafe" in str(getattr(item, "id", "")) for item in tree.imports)


__all__ = ["Session", "check_function"]
