"""Which functions run when the value of an expression is called.

Follows imports and aliases, methods, classes and instances, ``partial``, conditional expressions,
local functions and lambdas, and locals that were bound to any of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from mypy.nodes import (
    CallExpr,
    ConditionalExpr,
    Decorator,
    Expression,
    FuncDef,
    IndexExpr,
    LambdaExpr,
    MemberExpr,
    OpExpr,
    OverloadedFuncDef,
    RefExpr,
    SuperExpr,
    SymbolNode,
    TypeAlias,
    TypeInfo,
    Var,
)
from mypy.types import Instance, TypeType, get_proper_type

from loopsafe_mypy import names
from loopsafe_mypy.body import (
    ASSIGNED,
)
from loopsafe_mypy.forms import form_of
from loopsafe_mypy.index import Function
from loopsafe_mypy.knowledge import Knowledge
from loopsafe_mypy.members import Members, Scope, is_property
from loopsafe_mypy.typer import flatten
from loopsafe_mypy.walk import Walked

MAX_FOLLOWED = 20
"""How many local names are followed from one to the next."""


class Callables(Members):
    """Finds the functions behind expressions, by full name."""

    def __init__(self, knowledge: Knowledge, locals_: dict[Walked, Function]) -> None:
        super().__init__(knowledge)
        self._locals = locals_

    def callees(
        self,
        expression: Expression,
        scope: Scope,
        depth: int = 0,
        seen: set[Var] | None = None,
    ) -> Iterator[str]:
        """Yield the full names of what runs when the value of an expression is called.

        Args:
            expression: The expression.
            scope: The function it stands in.
            depth: How many names and operators have been followed.
            seen: The local names that have been followed: each is followed once.
        """
        if depth > MAX_FOLLOWED:
            return
        seen = set() if seen is None else seen
        if isinstance(expression, RefExpr) and expression.node is not None:
            yield from self._symbol(expression.node, expression, scope, depth, seen)
        elif isinstance(expression, MemberExpr):
            yield from self._method(expression, scope)
        elif isinstance(expression, SuperExpr):
            if expression.info is not None:
                for base in expression.info.mro[1:]:
                    key = f"{base.fullname}.{expression.name}"
                    if expression.name in base.names or key in self._facts:
                        yield key
                        break
        elif isinstance(expression, LambdaExpr):
            function = self._locals.get(expression)
            if function is not None:
                yield function.fact.key
        elif isinstance(expression, ConditionalExpr):
            yield from self.callees(expression.if_expr, scope, depth + 1, seen)
            yield from self.callees(expression.else_expr, scope, depth + 1, seen)
        elif isinstance(expression, OpExpr) and expression.op in ("and", "or"):
            yield from self.callees(expression.left, scope, depth + 1, seen)
            yield from self.callees(expression.right, scope, depth + 1, seen)
        elif isinstance(expression, CallExpr):
            yield from self._returned(expression, scope, depth, seen)
        elif isinstance(expression, IndexExpr) and isinstance(expression.base, RefExpr):
            if isinstance(expression.base.node, (TypeInfo, TypeAlias)):  # Box[int](...)
                yield from self._symbol(expression.base.node, expression.base, scope, depth, seen)
            else:
                yield from self._by_type(expression, scope)

    def coroutine_function(self, expression: Expression, scope: Scope) -> bool:
        """Whether an expression is a function that makes a coroutine when it is called."""
        node = expression.node if isinstance(expression, RefExpr) else None
        if node is None and isinstance(expression, MemberExpr):
            for info, _ in self.receivers(expression.expr, scope):
                symbol = info.get(expression.name)
                node = symbol.node if symbol is not None else None
        if isinstance(expression, CallExpr) and is_partial(expression) and expression.args:
            return self.coroutine_function(expression.args[0], scope)
        if isinstance(node, Decorator):
            node = node.func
        return isinstance(node, FuncDef) and node.is_coroutine

    def _symbol(
        self,
        node: SymbolNode,
        expression: Expression,
        scope: Scope,
        depth: int,
        seen: set[Var],
    ) -> Iterator[str]:
        if isinstance(node, Decorator):
            node = node.func
        if isinstance(node, FuncDef):
            local = self._locals.get(node)
            yield local.fact.key if local is not None else node.fullname
        elif isinstance(node, OverloadedFuncDef):
            implementation = node.impl.func if isinstance(node.impl, Decorator) else node.impl
            local = self._locals.get(implementation) if implementation is not None else None
            yield local.fact.key if local is not None else node.fullname
        elif isinstance(node, TypeInfo):
            yield from self.constructors(node)
        elif isinstance(node, TypeAlias):
            target = get_proper_type(node.target)
            if isinstance(target, Instance):
                yield from self.constructors(target.type)
        elif isinstance(node, Var):
            yield from self._variable(node, expression, scope, depth, seen)

    def _variable(
        self, node: Var, expression: Expression, scope: Scope, depth: int, seen: set[Var]
    ) -> Iterator[str]:
        if node in seen:
            return
        seen.add(node)
        if node.fullname in self._facts and "." in node.fullname:
            yield node.fullname
            return
        bindings = scope.bindings(node)
        for binding in bindings:
            if binding.how == ASSIGNED:
                yield from self.callees(binding.value, scope, depth + 1, seen)
        if not any(binding.how == ASSIGNED and is_function(binding.value) for binding in bindings):
            yield from self._by_type(expression, scope)

    def _by_type(self, expression: Expression, scope: Scope) -> Iterator[str]:
        """Yield what runs when an instance or a class, known by type only, is called."""
        found = scope.types.type_of(expression)
        for item in flatten(found) if found is not None else ():
            if isinstance(item, Instance):
                key = self.member(item.type, "__call__")
                if key is not None:
                    yield key
            elif isinstance(item, TypeType) and isinstance(item.item, Instance):
                yield from self.constructors(item.item.type)
            else:
                form = form_of(item)
                if form is not None:
                    yield form

    def _method(self, expression: MemberExpr, scope: Scope) -> Iterator[str]:
        for info, _ in self.receivers(expression.expr, scope):
            key = self.member(info, expression.name)
            if key is None:
                continue
            symbol = info.get(expression.name)
            node = symbol.node if symbol is not None else None
            if isinstance(node, TypeInfo):
                yield from self.constructors(node)
            elif (isinstance(node, Var) and key not in self._facts) or is_property(node):
                yield from self._by_type(expression, scope)
            else:
                yield key

    def _returned(self, node: CallExpr, scope: Scope, depth: int, seen: set[Var]) -> Iterator[str]:
        """Yield what runs when the result of a call is called."""
        if node.args and (is_partial(node) or is_marker_call(node)):
            yield from self.callees(node.args[0], scope, depth + 1, seen)
        else:
            yield from self._by_type(node, scope)


def is_function(value: Expression) -> bool:
    """Whether an expression may name a function, which says more than its type."""
    return isinstance(value, (RefExpr, LambdaExpr, ConditionalExpr, OpExpr)) or (
        isinstance(value, CallExpr) and (is_partial(value) or is_marker_call(value))
    )


def is_partial(node: CallExpr) -> bool:
    """Whether a call is ``functools.partial(...)``."""
    return isinstance(node.callee, RefExpr) and node.callee.fullname in names.PARTIALS


def is_marker_call(node: CallExpr) -> bool:
    """Whether a call is ``marker(f)`` or ``marker(option=...)(f)``: its value is ``f`` itself."""
    callee = node.callee.callee if isinstance(node.callee, CallExpr) else node.callee
    return isinstance(callee, RefExpr) and callee.fullname in names.MARKERS
