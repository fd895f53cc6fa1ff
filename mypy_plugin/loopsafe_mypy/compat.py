"""The only file that touches mypy's private modules.

Owns: which mypy is supported, how to reach the checker that is at work and its expression types,
and how to put a plugin-generated symbol into a module. A new mypy is supported by changing this
file. Nothing here knows about effects.
"""

from __future__ import annotations

from contextlib import AbstractContextManager, ExitStack, nullcontext
from typing import TYPE_CHECKING, Final, cast

from mypy.checker import DeferredNode, TypeChecker
from mypy.checker_state import checker_state
from mypy.nodes import (
    GDEF,
    Block,
    ClassDef,
    Expression,
    FuncDef,
    FuncItem,
    MypyFile,
    SymbolTable,
    SymbolTableNode,
    TypeInfo,
    Var,
)
from mypy.typestate import type_state
from mypy.types import Instance, LiteralType, Type, get_proper_type

if TYPE_CHECKING:
    from collections.abc import Mapping

    from loopsafe_mypy.rules.site import Finding

DAEMON_LAST_PASS: Final = 3
"""`mypy.server.update.reprocess_nodes` allows one pass more than a build does: it tells them apart."""


def current_checker() -> TypeChecker | None:
    """Return the checker that is at work now, if one is."""
    checker = checker_state.type_checker
    return checker if isinstance(checker, TypeChecker) else None


def type_map(checker: TypeChecker) -> Mapping[Expression, Type]:
    """Return the types mypy has found for the expressions of the checker's module."""
    return checker._type_maps[0]  # noqa: SLF001  (mypy offers no other way to the whole map)


def rechecks_single_functions(checker: TypeChecker) -> bool:
    """Whether the daemon is re-checking some functions of a module, not the module."""
    return checker.last_pass == DAEMON_LAST_PASS


def ask_for_another_pass(checker: TypeChecker, target: FuncDef | MypyFile) -> None:
    """Have mypy check a function (or a module's top level) again, when its types are complete."""
    info = (target.info or None) if isinstance(target, FuncDef) else None
    node = cast("FuncDef", target)  # mypy allows a module there too
    checker.deferred_nodes.append(DeferredNode(node, info))


def add_dependency(symbol: str, target: str) -> None:
    """Make the daemon re-check ``target`` when ``symbol`` changes, from within a re-check.

    ``MypyFile.plugin_deps`` is read only when a whole module is processed. What mypy does read
    after each re-check are its notes on protocols: "if this class changes, that target is stale".
    """
    info = TypeInfo(SymbolTable(), ClassDef(symbol.rpartition(".")[2], Block([])), symbol)
    info._fullname = symbol  # noqa: SLF001  (a class that stands for the symbol)
    type_state._rechecked_types.add(info)  # noqa: SLF001
    type_state._attempted_protocols.setdefault(symbol, set()).add(target)  # noqa: SLF001
    type_state._checked_against_members.setdefault(symbol, set())  # noqa: SLF001


def read_text(tree: MypyFile, name: str) -> str | None:
    """Return the text that `write_text` stored in a module, if any."""
    symbol = tree.names.get(name)
    if symbol is None or not isinstance(symbol.node, Var):
        return None
    found = get_proper_type(symbol.node.type)
    if isinstance(found, LiteralType) and isinstance(found.value, str):
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


def target_of(checker: TypeChecker, function: FuncItem) -> AbstractContextManager[None]:
    """Return a context in which errors count for a function: the daemon clears them by function."""
    if not isinstance(function, FuncDef):
        return nullcontext()
    stack = ExitStack()
    stack.enter_context(checker.tscope.module_scope(checker.tree.fullname))
    if function.info:
        stack.enter_context(checker.tscope.class_scope(function.info))
    stack.enter_context(checker.tscope.function_scope(function))
    return stack


def report(checker: TypeChecker, finding: Finding) -> None:
    """Report a finding as one of mypy's own errors, its notes with the same code."""
    checker.fail(finding.text.message, finding.at, code=finding.code)
    for note in finding.text.notes:
        checker.note(note, finding.at, code=finding.code)
