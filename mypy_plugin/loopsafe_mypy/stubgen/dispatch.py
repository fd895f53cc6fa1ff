"""Calls that end in a method which only a subclass implements.

``BaseAdapter.send`` raises `NotImplementedError`, and ``Commands.get`` calls a ``self.execute``
that no class of its own has: what runs is in the classes that inherit. The whole library is in
sight here, so a call of such a method has the effects of all its implementations.

Where some of these are coroutine functions, the class is shared by a synchronous and an
asynchronous client: then its methods are judged for each synchronous heir (`Dispatch.shared`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mypy.nodes import (
    NOT_ABSTRACT,
    CallExpr,
    Decorator,
    EllipsisExpr,
    ExpressionStmt,
    FuncDef,
    MemberExpr,
    NameExpr,
    OverloadedFuncDef,
    PassStmt,
    RaiseStmt,
    StrExpr,
    SymbolNode,
    TypeInfo,
)

from loopsafe_mypy.body import CALL
from loopsafe_mypy.index import Function, ModuleIndex
from loopsafe_mypy.infer import Edge, Fact, Solver
from loopsafe_mypy.knowledge import Knowledge
from loopsafe_mypy.stubgen.hints import classes_of


class Dispatch:
    """The classes of a library, and which methods their heirs implement."""

    def __init__(self, indexes: Iterable[ModuleIndex], knowledge: Knowledge) -> None:
        """Look at all classes of some modules."""
        self._indexes = list(indexes)
        self._knowledge = knowledge
        self._heirs: dict[TypeInfo, list[TypeInfo]] = {}
        for index in self._indexes:
            for info in classes_of(index.tree):
                for base in info.mro[1:]:
                    self._heirs.setdefault(base, []).append(info)
        self.shared: dict[str, list[tuple[TypeInfo, Fact]]] = {}
        """For methods that synchronous and asynchronous classes share: what each of the former
        implements."""

    def connect(self, solver: Solver) -> None:
        """Note that methods without a body run what the heirs of their class implement."""
        for index in self._indexes:
            for function in index.functions:
                node = function.node
                if not isinstance(node, FuncDef) or not node.info or function.category is not None:
                    continue
                if is_open(node):
                    for _, implementation in self._implementations(node.info, node.name) or ():
                        solver.call(Edge(function.front, is_step=False), implementation)
                else:
                    self._connect_calls(function, node, solver)

    def _connect_calls(self, function: Function, node: FuncDef, solver: Solver) -> None:
        """Note what ``self.name(...)`` runs where only heirs have such a method."""
        first = node.arguments[0].variable if node.arguments else None
        for call in function.body.events.get(CALL, ()):
            callee = call.callee if isinstance(call, CallExpr) else None
            if (
                not isinstance(callee, MemberExpr)
                or not isinstance(callee.expr, NameExpr)
                or callee.expr.node is not first
            ):
                continue
            symbol = node.info.get(callee.name)
            defined = symbol.node if symbol is not None else None
            if symbol is not None and not is_open(defined):
                continue
            found = self._implementations(node.info, callee.name)
            if found is None:
                sync = list(self._synchronous(node.info, callee.name))
                self.shared.setdefault(function.front.key, []).extend(sync)
            elif symbol is None:
                for _, implementation in found:
                    solver.call(Edge(function.fact), implementation)

    def _implementations(self, info: TypeInfo, name: str) -> list[tuple[TypeInfo, Fact]] | None:
        """Return the heirs that implement a method; ``None`` if some are coroutine functions."""
        for heir in self._heirs.get(info, ()):
            if _is_coroutine(heir.get(name)):
                return None
        return list(self._synchronous(info, name))

    def _synchronous(self, info: TypeInfo, name: str) -> Iterator[tuple[TypeInfo, Fact]]:
        for heir in self._heirs.get(info, ()):
            symbol = heir.get(name)
            node = symbol.node if symbol is not None else None
            if node is None or is_open(node) or _is_coroutine(symbol) or _is_asynchronous(heir):
                continue
            fact = self._knowledge.facts.get(node.fullname)
            if fact is not None:
                yield heir, fact


def is_open(node: SymbolNode | None) -> bool:
    """Whether a method has no body of its own: abstract, or it does nothing but raise."""
    if isinstance(node, Decorator):
        node = node.func
    if isinstance(node, OverloadedFuncDef):
        node = node.impl.func if isinstance(node.impl, Decorator) else node.impl
    if not isinstance(node, FuncDef):
        return False
    if node.abstract_status != NOT_ABSTRACT or (node.info and node.info.is_protocol):
        return True
    return all(
        isinstance(statement, (PassStmt, RaiseStmt))
        or (
            isinstance(statement, ExpressionStmt)
            and isinstance(statement.expr, (StrExpr, EllipsisExpr))
        )
        for statement in node.body.body
    )


def _is_asynchronous(info: TypeInfo) -> bool:
    """Whether instances of a class are awaited, or entered by ``async with``."""
    return any(info.get(name) is not None for name in ("__aenter__", "__aiter__", "__await__"))


def _is_coroutine(symbol: object) -> bool:
    node = getattr(symbol, "node", None)
    if isinstance(node, Decorator):
        node = node.func
    if isinstance(node, OverloadedFuncDef):
        node = node.impl.func if isinstance(node.impl, Decorator) else node.impl
    return isinstance(node, FuncDef) and (node.is_coroutine or node.is_async_generator)
