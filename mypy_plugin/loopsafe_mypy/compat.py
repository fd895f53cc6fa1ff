"""The only file that touches mypy's private modules.

Owns: which mypy is supported, how to reach the checker that is at work and its expression types,
and how to put a plugin-generated symbol into a module. A new mypy is supported by changing this
file. Nothing here knows about effects.
"""

from __future__ import annotations

import gc
from contextlib import AbstractContextManager, ExitStack
from typing import TYPE_CHECKING, Final

from mypy.checker import TypeChecker
from mypy.checker_state import checker_state
from mypy.errorcodes import ErrorCode
from mypy.nodes import (
    GDEF,
    Expression,
    FuncDef,
    MypyFile,
    Node,
    SymbolTableNode,
    TypeInfo,
    Var,
)
from mypy.types import Instance, LiteralType, Type, get_proper_type

if TYPE_CHECKING:
    from collections.abc import Mapping

    from loopsafe_mypy.rules.site import Finding


STATE: Final = checker_state
"""Its ``type_checker`` is the checker that is at work now."""


def type_map(checker: TypeChecker) -> Mapping[Expression, Type]:
    """Return the types mypy has found for the expressions of the checker's module."""
    return checker._type_maps[0]  # noqa: SLF001  (mypy offers no other way to the whole map)


def find_checker(tree: MypyFile) -> TypeChecker | None:
    """Return the checker of a module for which mypy has asked no hook.

    Slow: it looks through all objects in memory. Only a module in which every call is one of `Any`
    needs it.
    """
    found = [item for item in gc.get_referrers(tree) if isinstance(item, TypeChecker)]
    own = [checker for checker in found if checker.tree is tree]
    # The daemon makes another one for each time, and those before it have been emptied.
    return max(own, key=lambda checker: len(type_map(checker)), default=None)


def read_text(tree: MypyFile, name: str) -> str | None:
    """Return the text that `write_text` stored in a module, if any."""
    symbol = tree.names.get(name)
    if symbol is None or type(symbol.node) is not Var:
        return None
    found = get_proper_type(symbol.node.type)
    if type(found) is LiteralType and isinstance(found.value, str):
        return found.value
    return None


def write_text(tree: MypyFile, name: str, text: str, modules: Mapping[str, MypyFile]) -> None:
    """Store a text in a module, so that mypy caches it and counts it as part of the interface."""
    builtins = modules.get("builtins")
    symbol = builtins.names.get("str") if builtins is not None else None
    if symbol is None or not isinstance(symbol.node, TypeInfo):
        return
    var = Var(name, LiteralType(text, Instance(symbol.node, [])))
    var._fullname = f"{tree.fullname}.{name}"  # noqa: SLF001  (as mypy's own plugins do)
    var.is_ready = True
    tree.names[name] = SymbolTableNode(GDEF, var, module_public=False, plugin_generated=True)


def target_of(checker: TypeChecker, node: Node) -> AbstractContextManager[object]:
    """Return a context in which errors count for a function, or else for the module's top level.

    The daemon drops errors by the function they count for.
    """
    scope = checker.errors.scope or checker.tscope
    stack = ExitStack()
    stack.enter_context(scope.module_scope(checker.tree.fullname))
    if type(node) is FuncDef:
        if node.info:
            stack.enter_context(scope.class_scope(node.info))
        stack.enter_context(scope.function_scope(node))
    return stack


def tell(checker: TypeChecker, text: str, code: ErrorCode) -> None:
    """Attach a text to the checker's module, among its errors, whatever it ignores."""
    checker.errors.report_simple_error(checker.errors.file, 0, text, code)


def report(checker: TypeChecker, finding: Finding) -> None:
    """Report a finding as one of mypy's own errors, its notes with the same code."""
    error = checker.fail(finding.text.message, finding.at, code=finding.code)
    for note in finding.text.notes:
        checker.msg.note(note, finding.at, code=finding.code, parent_error=error)
