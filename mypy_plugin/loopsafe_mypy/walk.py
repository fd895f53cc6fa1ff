"""A function body becomes a list of events: what it does that may have an effect.

The walk knows Python's evaluation rules (`expressions`, `statements`) and nothing about effects
or types. It visits each node once, with an explicit stack and a table from node class to handler:
mypy's own traverser cannot be inherited from by interpreted code, and recursion would limit how
deep an expression may nest.

What does *not* run here is only recorded: local functions, classes and lambdas in `Body.inner`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from mypy.nodes import (
    CallExpr,
    Decorator,
    Expression,
    FuncDef,
    FuncItem,
    LambdaExpr,
    MemberExpr,
    NameExpr,
    Node,
    Var,
)

from loopsafe_mypy import expressions, statements
from loopsafe_mypy.body import Body
from loopsafe_mypy.expressions import Push, Visit

_HANDLERS: Final[Mapping[type, Visit]] = {**expressions.HANDLERS, **statements.HANDLERS}


def walk(function: FuncItem) -> Body:
    """Return what the body of a function does when it runs."""
    return _walk(function, _HANDLERS)


def _walk(function: FuncItem, table: Mapping[type, Visit]) -> Body:
    body = Body()
    stack: list[Node | None] = [function.expr() if isinstance(function, LambdaExpr) else function.body]
    push = stack.append
    pop = stack.pop
    while stack:
        node = pop()
        visit = table.get(type(node))
        if visit is not None:
            visit(node, body, push)
    return body


def loads_of(function: FuncItem, variable: Var) -> bool:
    """Return whether the value of a local variable is used for more than a look at it.

    A use in a local function or lambda counts, and so does any attribute (``coroutine.close()``).
    """
    found: list[NameExpr] = []
    looked_at: set[Expression] = set()

    def load(node: NameExpr, body: Body, push: Push) -> None:  # noqa: ARG001
        if node.node is variable:
            found.append(node)

    def member(node: MemberExpr, body: Body, push: Push) -> None:
        push(node.expr)

    def call(node: CallExpr, body: Body, push: Push) -> None:
        expressions.HANDLERS[CallExpr](node, body, push)
        if isinstance(node.callee, MemberExpr):
            push(node.callee)

    pending: list[FuncItem] = [function]
    table = {**_HANDLERS, NameExpr: load, MemberExpr: member, CallExpr: call}
    while pending:
        body = _walk(pending.pop(), table)
        looked_at.update(body.fates)
        for inner in body.inner:
            if isinstance(inner, (FuncDef, LambdaExpr)):
                pending.append(inner)
            elif isinstance(inner, Decorator):
                pending.append(inner.func)
    return any(node not in looked_at for node in found)
