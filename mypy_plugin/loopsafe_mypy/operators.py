"""Which special methods an operator or a built-in operation runs.

Python's data model as tables: what is looked up on which operand, and what is tried next where a
class does not have it. Knows neither types nor effects.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mypy.nodes import (
    CallExpr,
    ComparisonExpr,
    Expression,
    IndexExpr,
    MemberExpr,
    OperatorAssignmentStmt,
    OpExpr,
    StrExpr,
    TupleExpr,
    UnaryExpr,
)

from loopsafe_mypy.body import FORMAT, OPERATE, SET_ITEM, TRUTH

_ARITHMETIC: Final = {
    "+": "add",
    "-": "sub",
    "*": "mul",
    "/": "truediv",
    "//": "floordiv",
    "%": "mod",
    "**": "pow",
    "@": "matmul",
    "&": "and",
    "|": "or",
    "^": "xor",
    "<<": "lshift",
    ">>": "rshift",
}
_COMPARISONS: Final = {
    "==": ("__eq__", "__eq__"),
    "!=": ("__ne__", "__ne__"),
    "<": ("__lt__", "__gt__"),
    "<=": ("__le__", "__ge__"),
    ">": ("__gt__", "__lt__"),
    ">=": ("__ge__", "__le__"),
}
_UNARY: Final = {"-": "__neg__", "+": "__pos__", "~": "__invert__"}

CALCULATING: Final = frozenset(
    {
        *(f"__{prefix}{name}__" for prefix in ("", "r", "i") for name in _ARITHMETIC.values()),
        *_UNARY.values(),
    }
)
"""The special methods of arithmetic."""

COMPARING: Final = frozenset(name for pair in _COMPARISONS.values() for name in pair)
"""The special methods of comparisons."""

SUBSCRIBING: Final = frozenset({"__getitem__", "__missing__"})
"""The special methods of subscription."""

METHODS: Final = CALCULATING | COMPARING | SUBSCRIBING
"""All special methods that an operator may run."""

SPECIAL: Final = METHODS | {
    "__bool__",
    "__call__",
    "__delattr__",
    "__delete__",
    "__delitem__",
    "__format__",
    "__get__",
    "__getattr__",
    "__getattribute__",
    "__len__",
    "__repr__",
    "__set__",
    "__setattr__",
    "__setitem__",
    "__str__",
}
"""Special methods that run at operations as common as attributes, subscription and truth; and
``__call__``, because any attribute may hold what has it."""

FALLBACKS: Final[dict[str, tuple[str, ...]]] = {
    "__bool__": ("__len__",),
    "__contains__": ("__iter__", "__getitem__"),
    "__format__": ("__str__", "__repr__"),
    "__getitem__": ("__missing__",),
    "__iter__": ("__getitem__",),
    "__ne__": ("__eq__",),
    "__str__": ("__repr__",),
    "__reversed__": ("__getitem__",),
    **{f"__i{name}__": (f"__{name}__",) for name in _ARITHMETIC.values()},
}
"""What runs where neither a class nor one of its bases (but ``object``) has the method."""


def with_fallbacks(method: str) -> tuple[str, ...]:
    """Return a special method and those that are tried after it."""
    return (method, *FALLBACKS.get(method, ()))


def operations(node: object) -> Iterator[tuple[Expression, str]]:
    """Yield operands of an operation with the special method looked up on each."""
    if type(node) is IndexExpr:
        yield node.base, "__getitem__"
    elif type(node) is OpExpr:
        name = _ARITHMETIC.get(node.op)
        if name is not None:
            yield node.left, f"__{name}__"
            yield node.right, f"__r{name}__"
    elif type(node) is OperatorAssignmentStmt:
        name = _ARITHMETIC.get(node.op)
        if name is not None:
            yield node.lvalue, f"__i{name}__"
            yield node.rvalue, f"__r{name}__"
    elif type(node) is UnaryExpr:
        method = _UNARY.get(node.op)
        if method is not None:
            yield node.expr, method
    elif type(node) is ComparisonExpr:
        for position, operator in enumerate(node.operators):
            if operator in _COMPARISONS:
                left, right = _COMPARISONS[operator]
                yield node.operands[position], left
                yield node.operands[position + 1], right


def formatted(call: CallExpr) -> Iterator[tuple[Expression, str]]:
    """Yield the values that a ``"...".format`` call (or an f-string) formats, and the method."""
    template = call.callee.expr if type(call.callee) is MemberExpr else None
    if type(template) is StrExpr:
        # mypy makes an f-string of calls like "{!r:{}}".format(value, specification)
        method = {"{!r": "__repr__", "{!s": "__str__", "{!a": "__repr__"}.get(
            template.value[:3], "__format__"
        )
        for value in call.args:
            yield value, method


def inserted(node: OpExpr) -> Iterator[tuple[Expression, str]]:
    """Yield the values that ``"..." % values`` formats, and the method."""
    for value in node.right.items if type(node.right) is TupleExpr else [node.right]:
        yield value, "__str__"


def operands(what: int, node: object) -> Iterator[tuple[Expression, str]]:
    """Yield the operands of an event, with the special method that runs on each.

    Args:
        what: The kind of the event: one of `body`'s that stand for operations.
        node: The node it happens to.
    """
    if what == OPERATE:
        yield from operations(node)
    elif what == FORMAT and type(node) is CallExpr:
        yield from formatted(node)
    elif what == FORMAT and type(node) is OpExpr:
        yield from inserted(node)
    elif what == TRUTH and isinstance(node, Expression):
        yield node, "__bool__"
    elif type(node) is IndexExpr:
        yield node.base, "__setitem__" if what == SET_ITEM else "__delitem__"
