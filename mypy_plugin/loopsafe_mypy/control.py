"""Which statements are reached: conditions that are known before the run, and what leaves.

`constant` knows conditions that never change, `leaves` statements after which nothing follows.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from typing import Final

from mypy.nodes import (
    AssertStmt,
    Block,
    BreakStmt,
    CallExpr,
    ContinueStmt,
    Decorator,
    Expression,
    ExpressionStmt,
    ForStmt,
    FuncDef,
    IfStmt,
    IntExpr,
    MatchStmt,
    MemberExpr,
    NameExpr,
    RaiseStmt,
    RefExpr,
    ReturnStmt,
    Statement,
    TryStmt,
    UnaryExpr,
    WhileStmt,
    WithStmt,
)
from mypy.types import CallableType, UninhabitedType, get_proper_type

from loopsafe_mypy import names


def constant(condition: Expression) -> bool | None:
    """Return the truth of a condition that is the same in every run, or ``None``."""
    kind = type(condition)
    if kind is NameExpr or kind is MemberExpr:
        return _CONSTANTS.get(condition.fullname)  # type: ignore[attr-defined]
    if type(condition) is UnaryExpr and condition.op == "not":
        inner = constant(condition.expr)
        return None if inner is None else not inner
    return bool(condition.value) if type(condition) is IntExpr else None


_CONSTANTS: Final = {
    "builtins.True": True,
    "builtins.False": False,
    **dict.fromkeys(names.TYPE_CHECKING, False),
}


def leaves(statement: Statement) -> bool:
    """Whether nothing after a statement in the same block is reached."""
    kind = type(statement)
    if kind in _LEAVING:
        return True
    if kind not in _MAY_LEAVE:
        return False
    if type(statement) is ExpressionStmt:
        return type(statement.expr) is CallExpr and _never_returns(statement.expr)
    if type(statement) is AssertStmt:
        return constant(statement.expr) is False
    if type(statement) is IfStmt:
        return _all_branches_leave(statement)
    if type(statement) is TryStmt:
        if statement.finally_body is not None and block_leaves(statement.finally_body):
            return True
        rest = statement.else_body
        done = block_leaves(statement.body) or (rest is not None and block_leaves(rest))
        return done and all(block_leaves(handler) for handler in statement.handlers)
    if type(statement) is WhileStmt:
        return constant(statement.expr) is True and not breaks(statement.body)
    return False


def _all_branches_leave(statement: IfStmt) -> bool:
    """Whether nothing after an ``if`` is reached. An ``elif`` is an ``if`` within the ``else``."""
    while statement.else_body is not None:
        if not all(block_leaves(block) for block in statement.body):
            return False
        last = statement.else_body
        inner = last.body[0] if len(last.body) == 1 and not last.is_unreachable else None
        if type(inner) is not IfStmt:
            return block_leaves(last)
        statement = inner
    return False


_LEAVING: Final = frozenset({ReturnStmt, RaiseStmt, ContinueStmt, BreakStmt})

_MAY_LEAVE: Final = frozenset({AssertStmt, ExpressionStmt, IfStmt, TryStmt, WhileStmt})
"""Not ``with``: a context manager may swallow the exception."""


def block_leaves(block: Block) -> bool:
    """Whether nothing after a block is reached (an unreachable block never ends)."""
    return block.is_unreachable or any(leaves(statement) for statement in block.body)


def asserts_never(block: Block) -> bool:
    """Whether a block ends by having the types prove that it never runs.

    Straight-line code only: what a branch before the end has ruled out says nothing of the rest.
    """
    last = block.body[-1] if block.body else None
    if type(last) is not ExpressionStmt or type(last.expr) is not CallExpr:
        return False
    return is_named(last.expr, names.ASSERT_NEVER) and not any(
        type(statement) in _BRANCHING for statement in block.body
    )


def is_named(call: CallExpr, known: Container[str]) -> bool:
    """Whether a call is of one of the functions with these full names."""
    return isinstance(call.callee, RefExpr) and call.callee.fullname in known


def _never_returns(call: CallExpr) -> bool:
    callee = call.callee
    node = callee.node if (type(callee) is NameExpr or type(callee) is MemberExpr) else None
    if node is None:
        return False
    if type(node) is Decorator:
        node = node.func
    found = get_proper_type(node.type) if type(node) is FuncDef and node.type else None
    return type(found) is CallableType and isinstance(
        get_proper_type(found.ret_type), UninhabitedType
    )


def breaks(block: Block) -> bool:
    """Whether a loop's body has a ``break`` of its own."""
    stack: list[Statement] = list(block.body)
    while stack:
        statement = stack.pop()
        if type(statement) is BreakStmt:
            return True
        for inner in blocks_of(statement):
            if type(statement) is not ForStmt and type(statement) is not WhileStmt:
                stack += inner.body
    return False


def statements_of(body: Iterable[Statement]) -> Iterator[Statement]:
    """Yield the statements of a body, those of its compound statements included."""
    stack = list(body)
    while stack:
        statement = stack.pop()
        yield statement
        for block in blocks_of(statement):
            stack += block.body


def blocks_of(statement: Statement) -> list[Block]:
    """Return the blocks of a compound statement."""
    if type(statement) not in _COMPOUND:
        return []
    found: list[Block | None] = []
    if type(statement) is IfStmt:
        found = [*statement.body, statement.else_body]
    elif type(statement) is TryStmt:
        found = [statement.body, *statement.handlers, statement.else_body, statement.finally_body]
    elif type(statement) is WithStmt:
        found = [statement.body]
    elif type(statement) is ForStmt or type(statement) is WhileStmt:
        found = [statement.body, statement.else_body]
    elif type(statement) is MatchStmt:
        found = list(statement.bodies)
    return [block for block in found if block is not None]


_BRANCHING: Final = frozenset({AssertStmt, ForStmt, IfStmt, MatchStmt, TryStmt, WhileStmt})

_COMPOUND: Final = frozenset({ForStmt, IfStmt, MatchStmt, TryStmt, WhileStmt, WithStmt})
