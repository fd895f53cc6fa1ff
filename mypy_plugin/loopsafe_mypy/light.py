"""Types by declaration, where mypy has not looked: at interface time, and in unchecked functions.

Follows annotations, attributes, constructor calls, declared return types, and locals bound in the
body. What it cannot tell is ``None``; it never guesses.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Final, Protocol

from mypy.nodes import (
    ARG_STAR,
    ARG_STAR2,
    AssertTypeExpr,
    AssignmentExpr,
    AwaitExpr,
    BytesExpr,
    CallExpr,
    CastExpr,
    ConditionalExpr,
    Decorator,
    DictExpr,
    Expression,
    FuncDef,
    FuncItem,
    IndexExpr,
    IntExpr,
    ListComprehension,
    ListExpr,
    MemberExpr,
    MypyFile,
    NameExpr,
    OpExpr,
    OverloadedFuncDef,
    RefExpr,
    SetComprehension,
    SetExpr,
    StrExpr,
    SuperExpr,
    SymbolNode,
    TupleExpr,
    TypeAlias,
    TypeInfo,
    Var,
)
from mypy.types import (
    AnyType,
    CallableType,
    Instance,
    LiteralType,
    NoneType,
    Overloaded,
    PartialType,
    ProperType,
    TupleType,
    Type,
    TypeOfAny,
    TypeType,
    TypeVarType,
    UnboundType,
    UnionType,
    get_proper_type,
)
from mypy.typevars import fill_typevars

from loopsafe_mypy.body import ASSIGNED, ENTERED, ITEM_OF, UNPACKED, Binding
from loopsafe_mypy.typer import (
    any_instance,
    awaited,
    flatten,
    item_type,
    matched,
    member_type,
    parts_of,
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

_LITERALS: Final[dict[type, str]] = {
    StrExpr: "str",
    BytesExpr: "bytes",
    IntExpr: "int",
    ListExpr: "list",
    SetExpr: "set",
    DictExpr: "dict",
    TupleExpr: "tuple",
    ListComprehension: "list",
    SetComprehension: "set",
}


def says_nothing(found: ProperType | None) -> bool:
    """Whether a type leaves open what a value is: unknown, `Any`, or nothing but ``None``."""
    if isinstance(found, UnionType):
        return any(isinstance(get_proper_type(item), AnyType) for item in found.items)
    return found is None or isinstance(found, (AnyType, NoneType))


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
        return dict(_parameters(self.function)) if self.function is not None else {}

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
        if isinstance(node, MemberExpr):
            return self._attribute(node)
        if isinstance(node, CallExpr):
            if node.analyzed is not None:
                return self.type_of(node.analyzed)
            return self._call(node)
        if isinstance(node, (CastExpr, AssertTypeExpr)):
            return get_proper_type(node.type)
        if isinstance(node, AwaitExpr):
            return awaited(self.type_of(node.expr))
        if isinstance(node, ConditionalExpr):
            return union([self.type_of(node.if_expr), self.type_of(node.else_expr)])
        if isinstance(node, OpExpr):
            if node.op in ("and", "or"):
                return union([self.type_of(node.left), self.type_of(node.right)])
            return self._method_result(node.left, OPERATORS.get(node.op, ""))
        if isinstance(node, IndexExpr):
            return self._indexed(node)
        if isinstance(node, AssignmentExpr):
            return self.type_of(node.value)
        return self._display(node)

    def _display(self, node: Expression) -> ProperType | None:
        """Type literals and displays."""
        name = _LITERALS.get(type(node))
        if name is None:
            return None
        item: ProperType | None = None
        if isinstance(node, (ListExpr, SetExpr)):
            item = union([self.type_of(part) for part in node.items])
        elif isinstance(node, (ListComprehension, SetComprehension)):
            item = self.type_of(node.generator.left_expr)
        elif isinstance(node, TupleExpr):
            fallback = self._builtin("tuple")
            items = [self.type_of(part) or AnyType(TypeOfAny.special_form) for part in node.items]
            return TupleType(list(items), fallback) if fallback else None
        elif isinstance(node, DictExpr):
            values = [self.type_of(value) for _, value in node.items]
            return self._builtin("dict", None, union(values))
        if name in ("list", "set"):
            return self._builtin(name, item)
        return self._builtin(name)

    def _builtin(self, name: str, *arguments: ProperType | None) -> Instance | None:
        symbol = self._modules["builtins"].names.get(name) if "builtins" in self._modules else None
        if symbol is None or not isinstance(symbol.node, TypeInfo):
            return None
        count = len(symbol.node.type_vars)
        unknown = AnyType(TypeOfAny.special_form)
        given = [argument or unknown for argument in arguments]
        return Instance(symbol.node, (given + [unknown] * count)[:count])

    def _symbol(self, node: SymbolNode) -> ProperType | None:
        if isinstance(node, Var):
            return self._variable(node)
        if isinstance(node, (FuncDef, OverloadedFuncDef)):
            return get_proper_type(node.type) if node.type is not None else None
        if isinstance(node, Decorator):
            return get_proper_type(node.var.type) if node.var.type is not None else None
        if isinstance(node, TypeInfo):
            return TypeType(any_instance(node))
        if isinstance(node, TypeAlias):
            target = get_proper_type(node.target)
            return TypeType(target) if isinstance(target, Instance) else None
        return None

    def _variable(self, node: Var) -> ProperType | None:
        found = self._declared(node)
        return None if node in self._narrowed and isinstance(found, UnionType) else found

    def _declared(self, node: Var) -> ProperType | None:
        scope: LightTypes | None = self
        while scope is not None:
            if node in scope.parameters:
                return scope.parameters[node]
            if node in scope.bindings and node.type is None:
                return scope.bound(node)
            scope = scope.outer
        if node.type is None or isinstance(node.type, UnboundType):
            return None
        found = get_proper_type(node.type)
        return None if isinstance(found, PartialType) else found

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
            if isinstance(found, TupleType):
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
        if isinstance(node.callee, SuperExpr):
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
            return union([TypeType(item) for item in known if isinstance(item, Instance)])
        else:
            callee = self.type_of(node.callee)
        return self._returned(callee, node)

    def _returned(self, callee: ProperType | None, node: CallExpr) -> ProperType | None:
        if isinstance(callee, TypeType):
            return callee.item
        if isinstance(callee, Overloaded):
            callee = self._chosen(callee, node)
        if isinstance(callee, Instance):
            return result_of(callee, "__call__")
        if isinstance(callee, UnionType):
            return union([self._returned(get_proper_type(i), node) for i in callee.items])
        if not isinstance(callee, CallableType):
            return None
        result = get_proper_type(callee.ret_type)
        if isinstance(result, TypeVarType):
            return self._solved(result, callee, node)
        return result

    def _chosen(self, callee: Overloaded, node: CallExpr) -> CallableType:
        """Pick the overload whose literal parameters fit the literal arguments."""
        for item in callee.items:
            if all(
                _accepts(item.arg_types[index], argument) for index, argument in matched(item, node)
            ):
                return item
        return callee.items[-1]

    def _solved(
        self, variable: TypeVarType, callee: CallableType, node: CallExpr
    ) -> ProperType | None:
        """Find the value of a returned type variable from the argument that has its type."""
        for index, argument in matched(callee, node):
            expected = get_proper_type(callee.arg_types[index])
            if isinstance(expected, TypeVarType) and expected.id == variable.id:
                return self.type_of(argument)
            if isinstance(expected, TypeType):
                inner = expected.item
                if isinstance(inner, TypeVarType) and inner.id == variable.id:
                    given = self.type_of(argument)
                    return given.item if isinstance(given, TypeType) else None
        return None

    def _method_result(self, receiver: Expression, method: str) -> ProperType | None:
        found = self.type_of(receiver)
        return result_of(found, method) if found is not None and method else None

    def _indexed(self, node: IndexExpr) -> ProperType | None:
        if node.analyzed is not None:
            return None
        base = self.type_of(node.base)
        if isinstance(base, TupleType) and isinstance(node.index, IntExpr):
            inside = -len(base.items) <= node.index.value < len(base.items)
            return get_proper_type(base.items[node.index.value]) if inside else None
        return result_of(base, "__getitem__") if base is not None else None


def _spine(expression: Expression) -> list[Expression]:
    """Return a chain of attributes and calls, ``a.b().c``, without what it begins with."""
    found: list[Expression] = []
    while isinstance(expression, (CallExpr, MemberExpr)):
        found.append(expression)
        if isinstance(expression, MemberExpr):
            if expression.node is not None:
                break
            expression = expression.expr
        elif expression.analyzed is not None:
            break
        else:
            expression = expression.callee
    return found


def _parameters(function: FuncItem) -> Iterator[tuple[Var, ProperType | None]]:
    """Yield the parameters of a function with their declared types."""
    signature = get_proper_type(function.type) if function.type is not None else None
    declared = signature.arg_types if isinstance(signature, CallableType) else []
    for index, argument in enumerate(function.arguments):
        found = get_proper_type(declared[index]) if index < len(declared) else None
        variable = argument.variable
        if argument.kind in (ARG_STAR, ARG_STAR2):
            found = None
        elif (
            index == 0
            and isinstance(function, FuncDef)
            and function.info
            and not function.is_static
            and isinstance(found, (AnyType, type(None)))
        ):
            itself = fill_typevars(function.info)
            is_class = function.is_class or function.name == "__new__"
            found = TypeType.make_normalized(itself) if is_class else itself
        yield variable, found


def _accepts(expected: Type, argument: Expression) -> bool:
    """Whether a literal argument fits a parameter whose type is made of literals."""
    if not isinstance(argument, (StrExpr, IntExpr, BytesExpr)):
        return True
    literals = [get_proper_type(item) for item in parts_of(expected)]
    values = [item.value for item in literals if isinstance(item, LiteralType)]
    if len(values) != len(literals):
        return True
    return argument.value in values
