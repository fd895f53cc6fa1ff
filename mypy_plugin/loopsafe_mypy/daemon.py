"""mypy's daemon: modules are processed again, and single functions are checked on their own.

When a summary changes, the functions that depend on it must be checked again. They are found by
mypy's own triggers: a module's summary is a symbol, and every function is made to depend on the
summaries of the modules its body names or whose classes it touches. mypy then re-checks just those
functions, without telling plugins when it is done. So the first look-up inside such a function asks
for one more pass over it, and the first look-up of that pass, when all its expression types are
there, reports.
"""

from __future__ import annotations

from collections.abc import Iterator

from mypy.checker import TypeChecker
from mypy.nodes import CallExpr, Expression, FuncDef, MemberExpr, MypyFile, RefExpr
from mypy.types import Instance, TypeType

from loopsafe_mypy import compat
from loopsafe_mypy.analysis import Analysis
from loopsafe_mypy.checking import check_function, check_top_level, types_for
from loopsafe_mypy.imports import imported_by
from loopsafe_mypy.index import Function, ModuleIndex, with_inner
from loopsafe_mypy.names import SUMMARY_SYMBOL
from loopsafe_mypy.typer import Types, flatten


class Daemon:
    """What only the daemon needs to remember."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._processed: set[str] = set()
        self._round: TypeChecker | None = None
        self._index: ModuleIndex | None = None
        self._asked: set[FuncDef | MypyFile] = set()

    def module_is_processed(self, module: str) -> None:
        """Forget what was known of a module (and its cycle) if it was edited."""
        self._round = None
        if module in self._processed:
            self._analysis.restart(module)
        self._processed.add(module)

    def note_dependencies(
        self, tree: MypyFile, index: ModuleIndex, checker: TypeChecker
    ) -> None:
        """Make every function depend on the summaries it was, or may be, judged by."""
        imported = set(imported_by(tree, self._analysis.modules))
        for function in index.functions:
            for module in imported | self._touched(function, checker):
                if module != tree.fullname:
                    trigger = f"<{module}.{SUMMARY_SYMBOL}>"
                    tree.plugin_deps.setdefault(trigger, set()).add(function.node.fullname)

    def checker_is_at_work(self, checker: TypeChecker) -> None:
        """Report on a function that is re-checked on its own, once its types are complete."""
        if not compat.rechecks_single_functions(checker):
            return
        if checker is not self._round:
            self._round = checker
            self._index = None
            self._asked = set()
        current = checker.scope.top_level_function()
        target = current if isinstance(current, FuncDef) else checker.tree
        if target not in self._asked:
            self._asked.add(target)
            compat.ask_for_another_pass(checker, target)
        elif checker.pass_num > 1:
            if self._index is None:
                self._begin(checker.tree)
            self._report(target, checker)

    def _begin(self, tree: MypyFile) -> None:
        """Infer the module again: what its functions run may have other effects now."""
        self._analysis.restart(tree.fullname)
        self._index = self._analysis.summarise(tree.fullname)
        self._analysis.store(tree.fullname)
        self._reported: set[FuncDef | MypyFile] = set()

    def _report(self, target: FuncDef | MypyFile, checker: TypeChecker) -> None:
        if target in self._reported or self._index is None:
            return
        self._reported.add(target)
        if isinstance(target, MypyFile):
            check_top_level(self._index, self._analysis, checker)
            return
        for function in self._index.functions:
            if function.node is target:
                check_function(function, self._analysis, checker)
                for module in self._touched(function, checker):
                    trigger = f"{module}.{SUMMARY_SYMBOL}"
                    compat.add_dependency(trigger, target.fullname)

    def _touched(self, function: Function, checker: TypeChecker) -> set[str]:
        """Return the modules whose summaries may decide about a function."""
        found: set[str] = set()
        for item in with_inner([function]):
            types = types_for(item, self._analysis, checker)
            for _, node in item.body.events:
                found.update(_modules_of(node, types))
        return found


def _modules_of(node: Expression, types: Types) -> Iterator[str]:
    """Yield the modules that define what an event names, or the class it happens to."""
    expression = node.callee if isinstance(node, CallExpr) else node
    if isinstance(expression, RefExpr) and expression.node is not None:
        yield expression.fullname.rpartition(".")[0]
        owner = getattr(expression.node, "info", None)
        if owner:
            yield owner.module_name
    receiver = expression.expr if isinstance(expression, MemberExpr) else expression
    for value in (receiver, node):
        found = types.type_of(value)
        for item in flatten(found) if found is not None else ():
            instance = item.item if isinstance(item, TypeType) else item
            if isinstance(instance, Instance):
                for base in instance.type.mro:
                    yield base.module_name
