"""What a call gives, by the declaration of what is called."""

from __future__ import annotations

from collections.abc import Callable

from mypy.nodes import BytesExpr, CallExpr, Expression, FuncDef, IntExpr, StrExpr
from mypy.types import (
    AnyType,
    CallableType,
    Instance,
    LiteralType,
    Overloaded,
    ProperType,
    Type,
    TypeType,
    TypeVarType,
    UnionType,
    get_proper_type,
)

from loopsafe_mypy.typer import matched, parts_of, result_of, union

TypeOf = Callable[[Expression], ProperType | None]


def call_result(callee: ProperType | None, node: CallExpr, type_of: TypeOf) -> ProperType | None:
    """Return the type of a call's result.

    Args:
        callee: The type of what is called.
        node: The call; its arguments choose among overloads and solve a type variable.
        type_of: The types of the arguments.
    """
    if type(callee) is TypeType:
        item = callee.item
        if type(item) is Instance and item.args and node.args:
            return _constructed(item, node, type_of)
        return item
    if type(callee) is Overloaded:
        callee = _chosen(callee, node)
    if type(callee) is Instance:
        return result_of(callee, "__call__")
    if type(callee) is UnionType:
        return union([call_result(get_proper_type(i), node, type_of) for i in callee.items])
    if type(callee) is not CallableType:
        return None
    result = get_proper_type(callee.ret_type)
    if type(result) is TypeVarType:
        return _solved(result, callee, node, type_of)
    return result


def _constructed(made: Instance, node: CallExpr, type_of: TypeOf) -> Instance:
    """Fill in the type arguments that the constructor's arguments tell: ``closing(connection)``."""
    symbol = made.type.names.get("__init__")
    signature = symbol.node.type if symbol and type(symbol.node) is FuncDef else None
    if type(signature) is not CallableType:
        return made
    found = list(made.args)
    ids = [variable.id for variable in made.type.defn.type_vars]
    for index, argument in matched(signature, node):
        expected = get_proper_type(signature.arg_types[index])
        if type(expected) is TypeVarType and expected.id in ids:
            place = ids.index(expected.id)
            if isinstance(get_proper_type(found[place]), AnyType):
                found[place] = type_of(argument) or found[place]
    return made.copy_modified(args=found)


def _chosen(callee: Overloaded, node: CallExpr) -> CallableType:
    """Pick the overload whose literal parameters fit the literal arguments."""
    for item in callee.items:
        if all(
            _accepts(item.arg_types[index], argument) for index, argument in matched(item, node)
        ):
            return item
    return callee.items[-1]


def _solved(
    variable: TypeVarType, callee: CallableType, node: CallExpr, type_of: TypeOf
) -> ProperType | None:
    """Find the value of a returned type variable from the argument that has its type."""
    for index, argument in matched(callee, node):
        expected = get_proper_type(callee.arg_types[index])
        if type(expected) is TypeVarType and expected.id == variable.id:
            return type_of(argument)
        if type(expected) is TypeType:
            inner = expected.item
            if type(inner) is TypeVarType and inner.id == variable.id:
                given = type_of(argument)
                return given.item if type(given) is TypeType else None
    return None


def _accepts(expected: Type, argument: Expression) -> bool:
    """Whether a literal argument fits a parameter whose type is made of literals."""
    if not isinstance(argument, (StrExpr, IntExpr, BytesExpr)):
        return True
    literals = [get_proper_type(item) for item in parts_of(expected)]
    values = [item.value for item in literals if type(item) is LiteralType]
    if len(values) != len(literals):
        return True
    return argument.value in values
