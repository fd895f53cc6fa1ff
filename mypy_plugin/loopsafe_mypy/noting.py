"""What the handlers of a walk write into a `Body`: events, fates and bindings.

Used by `expressions` and `statements`, which know how Python evaluates them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from mypy.nodes import (
    LDEF,
    AssignmentExpr,
    AwaitExpr,
    CallExpr,
    ConditionalExpr,
    Expression,
    FuncItem,
    IndexExpr,
    ListExpr,
    MemberExpr,
    NameExpr,
    OpExpr,
    StarExpr,
    Statement,
    TupleExpr,
    UnaryExpr,
    Var,
)

from loopsafe_mypy.body import (
    BOUND,
    CONDITION,
    SET,
    SET_ITEM,
    TRUTH,
    UNPACKED,
    Binding,
    Body,
)

Push = Callable[[Any], None]
Visit = Callable[[Any, Body, Push], None]


def note_fate(value: Expression, body: Body, fate: int) -> None:
    """Note what becomes of the value of a call or a local."""
    kind = type(value)
    if kind is CallExpr or kind is NameExpr:
        body.fates[value] = fate


def choices(value: Expression) -> Iterator[Expression]:
    """Yield the expressions one of which is the value: the branches of ``a if c else b``."""
    if type(value) is not ConditionalExpr:
        yield value
        return
    stack: list[Expression] = [value]
    while stack:
        current = stack.pop()
        if type(current) is ConditionalExpr:
            stack += (current.else_expr, current.if_expr)
        else:
            yield current


def note_condition(value: Expression, body: Body) -> None:
    """Note the calls whose value is only tested for truth."""
    stack = [value]
    while stack:
        current = stack.pop()
        if type(current) is UnaryExpr and current.op == "not":
            stack.append(current.expr)
        elif type(current) is OpExpr and current.op in ("and", "or"):
            stack += (current.left, current.right)
        elif type(current) is AssignmentExpr:
            note_fate(current.value, body, BOUND)
        else:
            kind = type(current)
            if kind is CallExpr:
                body.fates[current] = CONDITION
                callee = current.callee  # type: ignore[attr-defined]
                if type(callee) is NameExpr and callee.fullname.startswith("builtins."):
                    continue  # a bool, or a number
            elif kind is NameExpr:
                body.fates[current] = CONDITION
            if kind in TESTED and TRUTH in body.kinds:
                body.events[TRUTH].append(current)


TESTED: Final = frozenset({AwaitExpr, CallExpr, IndexExpr, MemberExpr, NameExpr})
"""Expressions whose value may be of any class; the others are never of a project's own."""


def note(what: int, node: Expression | Statement, body: Body) -> None:
    """Note an event of a kind in which names tell nothing."""
    if what in body.kinds:
        body.events[what].append(node)


def note_attribute(what: int, node: MemberExpr, body: Body) -> None:
    """Note that an attribute is read, set or deleted."""
    wanted = body.wanted
    if (
        wanted is None
        or wanted.name(node.name)
        or (what in wanted.kinds and not _is_plain(node, body))
    ):
        body.events[what].append(node)


def _is_plain(node: MemberExpr, body: Body) -> bool:
    """Whether nothing but the name of an attribute tells what it does."""
    return body.plain is not None and type(node.expr) is NameExpr and node.expr.node is body.plain


def bind(target: Expression, binding: Binding, body: Body, push: Push) -> None:
    """Note an assignment to ``target``, whatever form it has."""
    stack = [(target, binding)]
    while stack:
        current, how = stack.pop()
        if type(current) is NameExpr:
            if current.kind == LDEF and type(current.node) is Var:
                body.bindings.setdefault(current.node, []).append(how)
        elif type(current) is MemberExpr:
            note_attribute(SET, current, body)
            push(current.expr)
        elif type(current) is TupleExpr or type(current) is ListExpr:
            if how.how != UNPACKED:
                for index, item in enumerate(current.items):
                    stack.append((item, Binding(UNPACKED, how.value, index, how.how)))
            else:
                for item in current.items:  # deeper than one level: not followed
                    if type(item) is MemberExpr:
                        note_attribute(SET, item, body)
        elif type(current) is StarExpr:
            push(current.expr)
        elif type(current) is IndexExpr:
            note(SET_ITEM, current, body)
            push(current.base)
            push(current.index)
        else:
            push(current)


def defaults(node: FuncItem, push: Push) -> None:
    """Visit the default arguments of a definition, which are evaluated where it stands."""
    for argument in node.arguments:
        push(argument.initializer)
