"""Types by declaration, where mypy has not looked: at interface time, and in unchecked functions.

Follows annotations, attributes, constructor calls, declared return types, and locals bound in the
body. What it cannot tell is ``None``; it never guesses.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Final, Protocol

from mypy.nodes import (
    AssertTypeExpr,
    AssignmentExpr,
    AwaitExpr,
    CallExpr,
    CastExpr,
    ConditionalExpr,
    Decorator,
    Expression,
    FuncDef,
    FuncItem,
    IndexExpr,
    IntExpr,
    MemberExpr,
    MypyFile,
    NameExpr,
    OpExpr,
    OverloadedFuncDef,
    RefExpr,
    SuperExpr,
    SymbolNode,
    TypeAlias,
    TypeInfo,
    Var,
)
from mypy.types import (
    AnyType,
    Instance,
    NoneType,
    PartialType,
    ProperType,
    TupleType,
    TypeType,
    UnboundType,
    UnionType,
    get_proper_type,
)

from loopsafe_mypy.body import ASSIGNED, ENTERED, ITEM_OF, UNPACKED, Binding
from loopsafe_mypy.call_results import call_result
from loopsafe_mypy.displays import display_type
from loopsafe_mypy.typer import (
    any_instance,
    awaited,
    declared_parameters,
    flatten,
    item_type,
    member_type,
    result_of,
    union,
)

MAX_DEPTH: Final = 40
"""How deep `LightTypes` follows an expression; deeper ones have no type."""

OPERATORS: Final = {
    "+": "__add__",
    "-": "__sub__",
    "*": "__mul__",
    "/": "__truediv__",
    "//": "__floordiv__",
    "%": "__mod__",
    "@": "__matmul__",
    "|": "__or__",
    "&": "__and__",
}


def says_nothing(found: ProperType | None) -> bool:
    """Whether a type leaves open what a value is: unknown, `Any`, or nothing but ``None``."""
    if type(found) is UnionType:
        return any(isinstance(get_proper_type(item), AnyType) for item in found.items)
    return found is None or (type(found) is AnyType or type(found) is NoneType)


class Beyond(Protocol):
    """Knows types that no declaration gives; asked where declarations say nothing."""

    def type_of(self, expression: Expression, types: LightTypes) -> ProperType | None:
        """Return the type of an expression, or ``None`` if it is not known."""


class LightTypes:
    """Types by declaration, for one function and the functions around it."""

    def __init__(  # noqa: PLR0913  (where to look, in order)
        self,
        function: FuncItem | None,
        bindings: Mapping[Var, list[Binding]],
        modules: Mapping[str, MypyFile],
        outer: LightTypes | None = None,
        narrowed: AbstractSet[Var] = frozenset(),
        beyond: Beyond | None = None,
    ) -> None:
        """Look at nothing yet.

        Args:
            function: The function, if it is one.
            bindings: How its locals get their values.
            modules: All modules, for built-in classes.
            outer: The types of the function around it.
            narrowed: Variables whose class is tested. Where they are unions, it is not known
                which of the classes they have at any place.
            beyond: Asked where declarations say nothing.
        """
        self.bindings = bindings
        self._narrowed = narrowed
        self._beyond = beyond
        self._modules = modules
        self.outer = outer
        self._memo: dict[Expression | SymbolNode, ProperType | None] = {}
        """By expression; of names, by what they stand for."""
        self._busy: set[Var] = set()
        self._depth = 0
        self.function = function
        self._gave_up = False
        """Whether an expression was nested too deeply since the outermost one was asked for."""

    @functools.cached_property
    def parameters(self) -> dict[Var, ProperType | None]:
        """The function's parameters, with their declared types."""
        return dict(declared_parameters(self.function)) if self.function is not None else {}

    def reachable(self, expression: Expression) -> bool:  # noqa: ARG002  (as `Types` says)
        """Return true: what cannot be reached is not known here."""
        return True

    def type_of(self, expression: Expression) -> ProperType | None:
        """Return the type that declarations give to an expression."""
        key: Expression | SymbolNode = expression
        if type(expression) is NameExpr and expression.node is not None:
            key = expression.node
        if key in self._memo:
            return self._memo[key]
        if self._depth > MAX_DEPTH:
            self._gave_up = True
            return None
        self._depth += 1
        try:
            found = self._infer(expression)
            if self._beyond is not None and says_nothing(found):
                found = self._beyond.type_of(expression, self) or found
        finally:
            self._depth -= 1
        if self._gave_up:
            if self._depth:
                return found  # perhaps for want of depth
            self._gave_up = False
            if not self._busy:
                for inner in reversed(_spine(expression)):
                    found = self._memo[inner] = self._infer(inner)
                self._gave_up = False
        if not self._busy:
            self._memo[key] = found
        return found

    def _infer(self, node: Expression) -> ProperType | None:
        if isinstance(node, RefExpr) and node.node is not None:
            return self._symbol(node.node)
        if type(node) is MemberExpr:
            return self._attribute(node)
        if type(node) is CallExpr:
            if node.analyzed is not None:
                return self.type_of(node.analyzed)
            return self._call(node)
        if type(node) is CastExpr or type(node) is AssertTypeExpr:
            return get_proper_type(node.type)
        if type(node) is AwaitExpr:
            return awaited(self.type_of(node.expr))
        if type(node) is ConditionalExpr:
            return union([self.type_of(node.if_expr), self.type_of(node.else_expr)])
        if type(node) is OpExpr:
            if node.op in ("and", "or"):
                return union([self.type_of(node.left), self.type_of(node.right)])
            return self._method_result(node.left, OPERATORS.get(node.op, ""))
        if type(node) is IndexExpr:
            return self._indexed(node)
        if type(node) is AssignmentExpr:
            return self.type_of(node.value)
        return display_type(node, self._modules.get("builtins"), self.type_of)

    def _symbol(self, node: SymbolNode) -> ProperType | None:
        if type(node) is Var:
            return self._variable(node)
        if type(node) is FuncDef or type(node) is OverloadedFuncDef:
            return get_proper_type(node.type) if node.type is not None else None
        if type(node) is Decorator:
            return get_proper_type(node.var.type) if node.var.type is not None else None
        if isinstance(node, TypeInfo):
            return TypeType(any_instance(node))
        if type(node) is TypeAlias:
            target = get_proper_type(node.target)
            return TypeType(target) if type(target) is Instance else None
        return None

    def _variable(self, node: Var) -> ProperType | None:
        found = self._declared(node)
        return None if node in self._narrowed and type(found) is UnionType else found

    def _declared(self, node: Var) -> ProperType | None:
        scope: LightTypes | None = self
        while scope is not None:
            if node in scope.parameters:
                return scope.parameters[node]
            if node in scope.bindings and node.type is None:
                return scope.bound(node)
            scope = scope.outer
        if node.type is None or type(node.type) is UnboundType:
            return None
        found = get_proper_type(node.type)
        return None if type(found) is PartialType else found

    def bound(self, node: Var) -> ProperType | None:
        """Join the types of everything a local variable is bound to."""
        if node in self._busy:
            return None
        self._busy.add(node)
        try:
            return union([self._binding(binding) for binding in self.bindings[node]])
        finally:
            self._busy.discard(node)

    def _binding(self, binding: Binding) -> ProperType | None:
        found = self.type_of(binding.value)
        if found is None:
            return None
        how = binding.of if binding.how == UNPACKED else binding.how
        if how == ITEM_OF:
            found = item_type(found)
        elif how == ENTERED:
            found = result_of(found, "__enter__")
        if binding.how == UNPACKED and found is not None:
            if type(found) is TupleType:
                inside = binding.item < len(found.items)
                return get_proper_type(found.items[binding.item]) if inside else None
            return item_type(found)
        return found if how in (ASSIGNED, ITEM_OF, ENTERED) else None

    def _attribute(self, node: MemberExpr) -> ProperType | None:
        receiver = self.type_of(node.expr)
        if receiver is None:
            return None
        return union([member_type(item, node.name) for item in flatten(receiver)])

    def _call(self, node: CallExpr) -> ProperType | None:
        callee: ProperType | None
        if type(node.callee) is SuperExpr:
            info = node.callee.info
            callee = None
            if info is not None:
                for base in info.mro[1:]:
                    if node.callee.name in base.names:
                        callee = member_type(Instance(base, []), node.callee.name)
                        break
        elif isinstance(node.callee, RefExpr) and node.callee.fullname == "builtins.type":
            given = self.type_of(node.args[0]) if len(node.args) == 1 else None
            known = flatten(given) if given is not None else ()
            return union([TypeType(item) for item in known if type(item) is Instance])
        else:
            callee = self.type_of(node.callee)
        return call_result(callee, node, self.type_of)

    def _method_result(self, receiver: Expression, method: str) -> ProperType | None:
        found = self.type_of(receiver)
        return result_of(found, method) if found is not None and method else None

    def _indexed(self, node: IndexExpr) -> ProperType | None:
        if node.analyzed is not None:
            return None
        base = self.type_of(node.base)
        if type(base) is TupleType and type(node.index) is IntExpr:
            inside = -len(base.items) <= node.index.value < len(base.items)
            return get_proper_type(base.items[node.index.value]) if inside else None
        return result_of(base, "__getitem__") if base is not None else None


def _spine(expression: Expression) -> list[Expression]:
    """Return a chain of attributes and calls, ``a.b().c``, without what it begins with."""
    found: list[Expression] = []
    while type(expression) is CallExpr or type(expression) is MemberExpr:
        found.append(expression)
        if type(expression) is MemberExpr:
            if expression.node is not None:
                break
            expression = expression.expr
        elif expression.analyzed is not None:
            break
        else:
            expression = expression.callee
    return found
