"""mypy's daemon: modules are processed again, and single functions are checked on their own.

When a module's summary changes, the functions that were judged by it must be checked again. mypy's
own triggers find them: a summary is a symbol, every function is made to depend on the summaries of
the modules it touches, and the summary of a module depends on those that its unmarked functions
touch. After each re-check (see `compat_daemon`) the findings of the module are reported again;
mypy has dropped those of the functions it re-checked and removes duplicates of the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

from mypy.checker import TypeChecker
from mypy.nodes import CallExpr, Expression, FuncDef, MemberExpr, MypyFile, RefExpr
from mypy.types import Instance, TypeType

from loopsafe_mypy import compat
from loopsafe_mypy.analysis import Analysis
from loopsafe_mypy.checking import check_module, types_for
from loopsafe_mypy.compat_daemon import ProtocolNotes
from loopsafe_mypy.imports import imported_by
from loopsafe_mypy.index import Function, ModuleIndex, with_inner
from loopsafe_mypy.names import SUMMARY_SYMBOL
from loopsafe_mypy.typer import Types, flatten


class Daemon:
    """What only the daemon needs to remember."""

    def __init__(
        self, analysis: Analysis, survive: Callable[[str], AbstractContextManager[None]]
    ) -> None:
        """Start with no module processed.

        Args:
            analysis: What is known of the program.
            survive: Makes a context in which a mistake of ours does not take mypy down.
        """
        self._analysis = analysis
        self._survive = survive
        self._checkers: dict[str, TypeChecker] = {}
        """The last checker of each module: it can still report, even if mypy has emptied it."""
        self._judged_by: dict[str, set[str]] = {}
        """For each module, those whose summaries were inferred with its summary at hand."""
        self._processed: set[str] = set()
        self._current: str | None = None
        self._notes = ProtocolNotes(self._rechecked)

    def checker_is_at_work(self, checker: TypeChecker) -> None:
        """Note the checker of a module."""
        self._checkers[checker.tree.fullname] = checker

    def module_is_processed(self, module: str) -> None:
        """Infer again what may have changed with a module, if it has been processed before."""
        self._current = module
        if module in self._processed:
            affected = {module}
            stack = [module]
            while stack:
                for name in self._judged_by.get(stack.pop(), ()):
                    if name not in affected:
                        affected.add(name)
                        stack.append(name)
            self._analysis.restart(affected)
        self._processed.add(module)

    def module_is_done(self, tree: MypyFile, index: ModuleIndex, checker: TypeChecker) -> None:
        """Make every function depend on the summaries it was, or may be, judged by."""
        module = tree.fullname
        imported = set(imported_by(tree, self._analysis.program.modules))
        for function in index.functions:
            touched = imported | self._touched(function, checker)
            touched.discard(module)
            for name in touched:
                targets = tree.plugin_deps.setdefault(f"<{name}.{SUMMARY_SYMBOL}>", set())
                targets.add(_target(function))
                if function.category is None:
                    targets.add(f"<{module}.{SUMMARY_SYMBOL}>")
                    self._judged_by.setdefault(name, set()).add(module)

    def _rechecked(self) -> None:
        """mypy has re-checked some functions of a module: report on them again."""
        if not self._checkers:
            return
        errors = next(iter(self._checkers.values())).errors
        if errors.file in errors.flushed_files:  # the end of the first build
            return
        module, current = errors.target_module, self._current
        self._current = None
        if module == current:  # the whole module was processed, and is reported on
            return
        if module is None or module not in self._processed or module not in self._checkers:
            return
        with self._survive(module):
            self._report(module, self._checkers[module])

    def _report(self, module: str, checker: TypeChecker) -> None:
        self._analysis.release(module)  # local names are other objects after a re-check
        index = self._analysis.summarise(module)
        if index is None:
            return
        untyped = self._analysis.program.untyped
        if untyped and not compat.type_map(checker) and untyped.is_used_in(index):
            checker = compat.find_checker(index.tree) or checker
        check_module(index, self._analysis, checker)
        for function in index.functions:
            for name in self._touched(function, checker):
                if name != module:
                    self._notes.depends(_target(function), f"{name}.{SUMMARY_SYMBOL}")

    def _touched(self, function: Function, checker: TypeChecker) -> set[str]:
        """Return the modules whose summaries may decide about a function."""
        found: set[str] = set()
        for item in with_inner([function]):
            types = types_for(item, self._analysis, checker)
            for nodes in item.body.events.values():
                for node in nodes:
                    found.update(_modules_of(node, types))
        return found


def _modules_of(node: Expression, types: Types) -> Iterator[str]:
    """Yield the modules that define what an event names, or the class it happens to."""
    expression = node.callee if type(node) is CallExpr else node
    if isinstance(expression, RefExpr) and expression.node is not None:
        yield expression.fullname.rpartition(".")[0]
        owner = getattr(expression.node, "info", None)
        if owner:
            yield owner.module_name
    receiver = expression.expr if type(expression) is MemberExpr else expression
    for value in (receiver, node):
        found = types.type_of(value)
        for item in flatten(found) if found is not None else ():
            instance = item.item if type(item) is TypeType else item
            if type(instance) is Instance:
                for base in instance.type.mro:
                    yield base.module_name


def _target(function: Function) -> str:
    """Return the name under which the daemon re-checks a top-level function or method."""
    return function.node.fullname if type(function.node) is FuncDef else function.fact.module
