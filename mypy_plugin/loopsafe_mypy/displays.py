"""Types of literals and displays, by what they are made of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from mypy.nodes import (
    BytesExpr,
    DictExpr,
    Expression,
    IntExpr,
    ListComprehension,
    ListExpr,
    MypyFile,
    SetComprehension,
    SetExpr,
    StrExpr,
    TupleExpr,
    TypeInfo,
)
from mypy.types import AnyType, Instance, ProperType, TupleType, TypeOfAny

from loopsafe_mypy.typer import union

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


def display_type(
    node: Expression,
    builtins: MypyFile | None,
    type_of: Callable[[Expression], ProperType | None],
) -> ProperType | None:
    """Return the type of a literal or display.

    Args:
        node: Any expression; the type of another one is ``None``.
        builtins: The module, if it is known.
        type_of: The types of the parts.
    """
    name = _LITERALS.get(type(node))
    if name is None:
        return None
    item: ProperType | None = None
    if type(node) is ListExpr or type(node) is SetExpr:
        item = union([type_of(part) for part in node.items])
    elif type(node) is ListComprehension or type(node) is SetComprehension:
        item = type_of(node.generator.left_expr)
    elif type(node) is TupleExpr:
        fallback = _builtin(builtins, "tuple")
        items = [type_of(part) or AnyType(TypeOfAny.special_form) for part in node.items]
        return TupleType(list(items), fallback) if fallback else None
    elif type(node) is DictExpr:
        values = [type_of(value) for _, value in node.items]
        return _builtin(builtins, "dict", None, union(values))
    if name in ("list", "set"):
        return _builtin(builtins, name, item)
    return _builtin(builtins, name)


def _builtin(
    builtins: MypyFile | None, name: str, *arguments: ProperType | None
) -> Instance | None:
    symbol = builtins.names.get(name) if builtins is not None else None
    if symbol is None or not isinstance(symbol.node, TypeInfo):
        return None
    count = len(symbol.node.type_vars)
    unknown = AnyType(TypeOfAny.special_form)
    given = [argument or unknown for argument in arguments]
    return Instance(symbol.node, (given + [unknown] * count)[:count])
