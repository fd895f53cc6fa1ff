"""Types that a library does not declare, from how it uses its own functions.

A library without types passes instances of its classes to its own functions, returns them and
stores them in attributes: from the arguments of calls come the types of parameters, from ``return``
those of results, from ``self.x = ...`` those of attributes. Each round sees more, because it knows
more. What is used in two ways has both types. It is a guess, good enough for a stub that somebody
reads, and not for checking programs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from mypy.nodes import (
    AssignmentStmt,
    CallExpr,
    Decorator,
    Expression,
    FuncDef,
    MemberExpr,
    MypyFile,
    NameExpr,
    RefExpr,
    ReturnStmt,
    SuperExpr,
    SymbolNode,
    TypeInfo,
    Var,
)
from mypy.types import AnyType, Instance, NoneType, ProperType, TypeType, UnionType

from loopsafe_mypy.body import CALL
from loopsafe_mypy.control import statements_of
from loopsafe_mypy.index import Function, ModuleIndex
from loopsafe_mypy.light import LightTypes
from loopsafe_mypy.typer import any_instance, flatten, member_type, union

ROUNDS: Final = 4
MAX_CLASSES: Final = 6
"""What has instances of more classes than this is a container of anything."""
MAX_HEIRS: Final = 40
"""A class with more heirs than this is everybody's base."""


class Hints:
    """Types of parameters, results and attributes, by their definitions."""

    def __init__(self) -> None:
        """Know nothing."""
        self._known: dict[SymbolNode, ProperType] = {}
        self._heirs: dict[TypeInfo, list[TypeInfo]] = {}

    def type_of(self, expression: Expression, types: LightTypes) -> ProperType | None:
        """Return the type of an expression that no declaration gives a type."""
        if isinstance(expression, CallExpr):
            results = [
                self._known.get(function) for function, _ in called(expression.callee, types)
            ]
            return union(results)
        if isinstance(expression, NameExpr):
            return self._known.get(expression.node) if expression.node is not None else None
        if isinstance(expression, MemberExpr):
            found = [self._known.get(node) for node, _ in members(expression, types)]
            return union([*found, *self._of_heirs(expression, types)])
        return None

    def _of_heirs(self, expression: MemberExpr, types: LightTypes) -> Iterator[ProperType | None]:
        """Yield the types that an attribute has in the classes that inherit (``model = User``)."""
        receiver = types.type_of(expression.expr)
        for part in flatten(receiver) if receiver is not None else ():
            if isinstance(part, Instance):
                for heir in self._heirs.get(part.type, ())[:MAX_HEIRS]:
                    symbol = heir.names.get(expression.name)
                    if symbol is not None and isinstance(symbol.node, TypeInfo):
                        yield TypeType(any_instance(symbol.node))
                    elif symbol is not None:
                        yield member_type(Instance(heir, []), expression.name)

    def learn(
        self,
        indexes: list[ModuleIndex],
        types_of: Callable[[Function], LightTypes],
    ) -> None:
        """Look at all calls, returns and assignments, until there is nothing new to see."""
        functions = [function for index in indexes for function in index.functions]
        for index in indexes:
            for info in classes_of(index.tree):
                for base in info.mro[1:]:
                    self._heirs.setdefault(base, []).append(info)
        for _ in range(ROUNDS):
            before = len(self._known), sum(map(_size, self._known.values()))
            for function in functions:
                function.light = None
            for function in functions:
                self._learn_from(function, types_of(function))
            if before == (len(self._known), sum(map(_size, self._known.values()))):
                break
        for function in functions:
            function.light = None

    def _learn_from(self, function: Function, types: LightTypes) -> None:
        for call in function.body.events.get(CALL, ()):
            for callee, skipped in called(call.callee, types):
                for variable, argument in matched(callee, skipped, call):
                    self._add(variable, types.type_of(argument))
        if not isinstance(function.node, FuncDef):
            return
        for parameter in function.node.arguments:
            if parameter.initializer is not None and _says_nothing(parameter.variable):
                self._add(parameter.variable, types.type_of(parameter.initializer))
        for statement in statements_of(function.node.body.body):
            if isinstance(statement, ReturnStmt):
                if statement.expr is not None and not function.node.is_generator:
                    self._add(function.node, types.type_of(statement.expr))
            elif isinstance(statement, AssignmentStmt):
                for variable in _assigned(statement, types):
                    self._add(variable, types.type_of(statement.rvalue))

    def _add(self, node: SymbolNode, found: ProperType | None) -> None:
        if found is None or isinstance(found, (AnyType, NoneType)):
            return
        parts = [
            part
            for part in flatten(found)
            if isinstance(part, (Instance, TypeType)) and not _is_plain(part)
        ]
        joined = union([self._known.get(node), *parts])
        if joined is not None and _size(joined) <= MAX_CLASSES:
            self._known[node] = joined


def classes_of(tree: MypyFile) -> Iterator[TypeInfo]:
    """Yield the classes that a module defines, those in classes included."""
    stack = [tree.names]
    while stack:
        for symbol in stack.pop().values():
            info = symbol.node
            if isinstance(info, TypeInfo) and info.module_name == tree.fullname:
                if not symbol.plugin_generated:
                    yield info
                stack.append(info.names)


def called(callee: Expression, types: LightTypes) -> Iterator[tuple[FuncDef, int]]:
    """Yield the functions that a call may run, and how many parameters it does not give."""
    if isinstance(callee, RefExpr) and callee.node is not None:
        node = callee.node
        if isinstance(node, TypeInfo):
            yield from _method(node, "__init__")
        elif not isinstance(node, Var):
            yield from _function(node, 0)
        else:
            yield from _of_class(types.type_of(callee))
    elif isinstance(callee, SuperExpr):
        for base in callee.info.mro[1:] if callee.info is not None else ():
            if callee.name in base.names:
                yield from _method(base, callee.name)
                break
    elif isinstance(callee, MemberExpr):
        for node, bound in members(callee, types):
            if isinstance(node, TypeInfo):
                yield from _method(node, "__init__")
            elif not isinstance(node, Var):
                yield from _function(node, bound)
        yield from _of_class(types.type_of(callee))


def _of_class(found: ProperType | None) -> Iterator[tuple[FuncDef, int]]:
    for part in flatten(found) if found is not None else ():
        if isinstance(part, TypeType) and isinstance(part.item, Instance):
            yield from _method(part.item.type, "__init__")


def members(expression: MemberExpr, types: LightTypes) -> Iterator[tuple[SymbolNode, int]]:
    """Yield what an attribute of an object may be, and whether it is bound to the object."""
    receiver = types.type_of(expression.expr)
    for part in flatten(receiver) if receiver is not None else ():
        on_class = isinstance(part, TypeType)
        instance = part.item if isinstance(part, TypeType) else part
        if isinstance(instance, Instance):
            symbol = instance.type.get(expression.name)
            if symbol is not None and symbol.node is not None:
                yield symbol.node, 0 if on_class else 1


def matched(function: FuncDef, skipped: int, call: CallExpr) -> Iterator[tuple[Var, Expression]]:
    """Yield the parameters without a type that a call gives, with the arguments."""
    arguments = function.arguments[skipped:]
    by_name = {item.variable.name: item for item in arguments}
    position = 0
    for given, kind, name in zip(call.args, call.arg_kinds, call.arg_names, strict=True):
        if kind.is_star():
            return
        if name is not None:
            found = by_name.get(name)
        elif position < len(arguments) and arguments[position].kind.is_positional():
            found = arguments[position]
            position += 1
        else:
            continue
        if found is not None and _says_nothing(found.variable):
            yield found.variable, given


def _assigned(statement: AssignmentStmt, types: LightTypes) -> Iterator[Var]:
    """Yield the attributes and parameters without a type that an assignment sets."""
    for target in statement.lvalues:
        if isinstance(target, MemberExpr):
            nodes = [node for node, _ in members(target, types)]
        elif isinstance(target, NameExpr) and target.node in types.parameters:
            nodes = [target.node]
        else:
            nodes = []
        for node in nodes:
            if isinstance(node, Var) and _says_nothing(node):
                yield node


def _method(info: TypeInfo, name: str) -> Iterator[tuple[FuncDef, int]]:
    symbol = info.get(name)
    if symbol is not None and symbol.node is not None:
        yield from _function(symbol.node, 1)


def _function(node: SymbolNode, bound: int) -> Iterator[tuple[FuncDef, int]]:
    if isinstance(node, Decorator):
        node = node.func
    if isinstance(node, FuncDef) and not node.is_property:
        takes_self = bool(node.info) and not node.is_static
        yield node, int(takes_self and (bool(bound) or node.is_class))


def _says_nothing(variable: Var) -> bool:
    return variable.type is None or isinstance(variable.type, (AnyType, NoneType))


def _is_plain(part: Instance | TypeType) -> bool:
    """Whether a type is one of Python's own, of which no method is worth following."""
    return isinstance(part, Instance) and part.type.module_name == "builtins"


def _size(found: ProperType) -> int:
    return len(found.items) if isinstance(found, UnionType) else 1
