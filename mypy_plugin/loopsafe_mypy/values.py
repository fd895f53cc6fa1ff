"""Functions as values: what passes them on unchanged, and what containers of them hold.

Syntax only: names no classes and no facts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mypy.nodes import (
    AssertTypeExpr,
    AssignmentExpr,
    CallExpr,
    CastExpr,
    ConditionalExpr,
    Decorator,
    DictExpr,
    DictionaryComprehension,
    Expression,
    FuncDef,
    IntExpr,
    LambdaExpr,
    ListComprehension,
    ListExpr,
    MemberExpr,
    NameExpr,
    OpExpr,
    OverloadedFuncDef,
    RefExpr,
    SetComprehension,
    SetExpr,
    StrExpr,
    TupleExpr,
    UnaryExpr,
)

from loopsafe_mypy import names
from loopsafe_mypy.uses import ITEM

VIEWS: Final = frozenset({"values", "items", "copy"})
"""Methods whose result holds what the container holds."""

ONE_OF: Final = frozenset({"get", "pop", "setdefault", "popleft"})
"""Methods that return an item."""


def transparent(node: CallExpr) -> Expression | None:
    """Return the argument whose call is what calling the result does, or ``None``.

    ``functools.partial(f, ...)``, a marker called by hand, ``staticmethod(f)``,
    ``functools.wraps(g)(f)`` and their like.
    """
    callee = node.callee
    if not node.args:
        return None
    if isinstance(callee, RefExpr):
        return node.args[0] if callee.fullname in names.TRANSPARENT else None
    if type(callee) is CallExpr and isinstance(callee.callee, RefExpr):
        return node.args[0] if callee.callee.fullname in names.TRANSPARENT_FACTORIES else None
    return None


def same_value(node: Expression) -> Expression | None:
    """Return the expression inside whose value is that of the whole: of a cast, of ``x := f``."""
    if type(node) is AssignmentExpr:
        return node.value
    if type(node) is CastExpr or type(node) is AssertTypeExpr:
        return node.expr
    return node.analyzed if type(node) is CallExpr else None  # "cast(...)", as it is written


def parts_of(node: Expression) -> tuple[Expression, ...]:
    """Return the expressions one of which has the value of the whole: ``a if c else b``."""
    if type(node) is ConditionalExpr:
        return node.if_expr, node.else_expr
    if type(node) is OpExpr:
        return (node.left, node.right) if node.op in ("and", "or") else ()
    same = same_value(node)
    return () if same is None else (same,)


def is_partial(node: object) -> bool:
    """Whether a call is ``functools.partial(...)`` or ``functools.partialmethod(...)``."""
    return (
        type(node) is CallExpr
        and isinstance(node.callee, RefExpr)
        and node.callee.fullname in names.PARTIALS
    )


FUNCTIONS: Final = frozenset({FuncDef, Decorator, OverloadedFuncDef})
"""What a name stands for that is defined by ``def``."""


def is_function(value: Expression) -> bool:
    """Whether an expression may name a function, which says more than its type."""
    return isinstance(value, (RefExpr, LambdaExpr, ConditionalExpr, OpExpr)) or (
        type(value) is CallExpr and transparent(value) is not None
    )


def names_function(value: Expression) -> bool:
    """Whether an expression plainly is a function: worth a fact where it is stored."""
    if type(value) is NameExpr or type(value) is MemberExpr:
        return type(value.node) in FUNCTIONS
    if type(value) is ConditionalExpr:
        return names_function(value.if_expr) or names_function(value.else_expr)
    if type(value) is OpExpr:
        return names_function(value.left) or names_function(value.right)
    if type(value) is CallExpr:
        inside = transparent(value)
        return inside is not None and names_function(inside)
    return type(value) is LambdaExpr


def named_attribute(node: CallExpr) -> tuple[Expression, str] | None:
    """Return object and name of ``getattr(obj, "name")``."""
    callee, args = node.callee, node.args
    is_getattr = isinstance(callee, RefExpr) and callee.fullname == "builtins.getattr"
    if is_getattr and len(args) > 1 and type(args[1]) is StrExpr:
        return args[0], args[1].value
    return None


def called_method(node: CallExpr) -> tuple[Expression, str] | None:
    """Return object and method that ``operator.methodcaller("name")(obj)`` calls."""
    maker = node.callee
    if (
        type(maker) is CallExpr
        and isinstance(maker.callee, RefExpr)
        and maker.callee.fullname in names.METHOD_CALLERS
        and maker.args
        and type(maker.args[0]) is StrExpr
        and node.args
    ):
        return node.args[0], maker.args[0].value
    return None


def container_of(node: Expression) -> Expression | None:
    """Return the container whose items an expression gives in another form, or ``None``.

    ``ACTIONS.values()``, ``list(actions)``, and for one item ``ACTIONS.get(name)``.
    """
    if type(node) is not CallExpr:
        return None
    callee = node.callee
    if type(callee) is MemberExpr and callee.node is None:
        return callee.expr if callee.name in VIEWS or callee.name in ONE_OF else None
    if isinstance(callee, RefExpr) and callee.fullname in names.CONTAINER_COPIES and node.args:
        return node.args[0]
    return None


def displayed(container: Expression) -> Iterator[tuple[Expression | None, Expression]]:
    """Yield the items of a display with the index each stands under."""
    if type(container) is DictExpr:
        yield from container.items
    elif isinstance(container, (ListExpr, TupleExpr, SetExpr)):
        for position, item in enumerate(container.items):
            yield IntExpr(position), item


def own_items(container: Expression, index: Expression | None) -> Iterator[Expression]:
    """Yield the items of a display that may be meant; all of them if the index is not constant."""
    if type(container) is ListComprehension or type(container) is SetComprehension:
        yield container.generator.left_expr
    elif type(container) is DictionaryComprehension:
        yield container.value
    wanted = constant_index(index, container)
    for key, item in displayed(container):
        if wanted is None or constant_index(key) in (None, wanted):
            yield item


def constant_index(index: Expression | None, container: Expression | None = None) -> str | None:
    """Return the text of a constant index, counted from the front if the container shows."""
    if type(index) is StrExpr:
        return f"'{index.value}'"
    if type(index) is IntExpr:
        return str(index.value)
    if type(index) is UnaryExpr and index.op == "-" and type(index.expr) is IntExpr:
        if type(container) is ListExpr or type(container) is TupleExpr:
            return str(len(container.items) - index.expr.value)
        return None
    if type(index) is NameExpr and index.fullname in names.CONSTANTS:
        return index.name
    return None


def item_key(container: str, index: Expression | None) -> str | None:
    """Return the key of one item of a container, if the index is a constant of one word."""
    found = constant_index(index)
    if found is None or " " in found or "." in found:
        return None
    return f"{container}[{found}]{ITEM}"


def is_computed(node: CallExpr) -> bool:
    """Whether an expression looks an attribute up by a name that is computed."""
    is_getattr = isinstance(node.callee, RefExpr) and node.callee.fullname == "builtins.getattr"
    return is_getattr and named_attribute(node) is None
