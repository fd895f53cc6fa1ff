"""Which statements are reached, and on which thread: conditions that are known before the run.

`constant` knows conditions that never change, `leaves` statements after which nothing follows, and
`thread_check` conditions that compare the running thread with the loop's. What a condition proves
about the thread is given as the *effects that cannot matter* there: in a branch off the loop
nothing blocks the loop, in a branch on the loop nothing touches it from outside.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from typing import Final, NamedTuple

from mypy.nodes import (
    AssertStmt,
    Block,
    BreakStmt,
    CallExpr,
    ComparisonExpr,
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
    OpExpr,
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

from loopsafe._effects import Effect
from loopsafe_mypy import names

ON_LOOP = Effect.LOOP_ONLY
OFF_LOOP = Effect.BLOCKS


class Branches(NamedTuple):
    """What a condition proves where it is true, and where it is false."""

    true: Effect = Effect.NONE
    false: Effect = Effect.NONE


NOTHING = Branches()


_loop_checks: set[str] = set(names.LOOP_CHECKS)

_own_checks: set[str] = set()
"""The short names of those that the configuration adds."""


def trust(loop_checks: Iterable[str]) -> None:
    """Take functions that are true on the loop's thread for checks, besides loopsafe's own.

    For the whole process: mypy reads one configuration in its life.

    Args:
        loop_checks: Full names of functions or methods.
    """
    _loop_checks.clear()
    _loop_checks.update(names.LOOP_CHECKS, loop_checks)
    _own_checks.clear()
    _own_checks.update(name.rpartition(".")[2] for name in _loop_checks - names.LOOP_CHECKS)


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
    return _is_named(last.expr, names.ASSERT_NEVER) and not any(
        type(statement) in _BRANCHING for statement in block.body
    )


def thread_check(condition: Expression) -> Branches:
    """Return what a condition proves about the running thread."""
    kind = type(condition)
    if kind is NameExpr or kind is MemberExpr:  # most conditions, and this is asked of all
        return NOTHING
    if type(condition) is ComparisonExpr:
        for operand in condition.operands:
            if type(operand) is CallExpr and _is_named(operand, names.THREAD_IDS):
                return _COMPARED.get(tuple(condition.operators), NOTHING)
            if type(operand) is CallExpr and _is_named(operand, names.RUNNING_LOOPS):
                found = _COMPARED.get(tuple(condition.operators), NOTHING)
                return Branches(found.false, found.true)  # it is compared with None
    elif type(condition) is UnaryExpr and condition.op == "not":
        inner = thread_check(condition.expr)
        return NOTHING if inner is NOTHING else Branches(inner.false, inner.true)
    elif type(condition) is OpExpr:
        left, right = thread_check(condition.left), thread_check(condition.right)
        if left is NOTHING and right is NOTHING:
            return NOTHING
        if condition.op == "and":
            return Branches(left.true | right.true)
        if condition.op == "or":
            return Branches(false=left.false | right.false)
    elif type(condition) is CallExpr and _is_loop_check(condition):
        return Branches(ON_LOOP, OFF_LOOP)
    return NOTHING


_COMPARED: Final[dict[tuple[str, ...], Branches]] = {
    ("==",): Branches(ON_LOOP, OFF_LOOP),
    ("is",): Branches(ON_LOOP, OFF_LOOP),
    ("!=",): Branches(OFF_LOOP, ON_LOOP),
    ("is not",): Branches(OFF_LOOP, ON_LOOP),
}


def probes_loop(statement: TryStmt) -> bool:
    """Whether a ``try`` asks for the running loop and catches that there is none."""
    first = statement.body.body[0] if statement.body.body else None
    value = getattr(first, "rvalue", None) or getattr(first, "expr", None)
    return (
        type(value) is CallExpr
        and isinstance(value.callee, RefExpr)
        and value.callee.fullname in names.LOOP_PROBES
        and any(isinstance(kind, RefExpr) and kind.name in _NO_LOOP for kind in statement.types)  # type: ignore[attr-defined]
    )


_NO_LOOP = ("RuntimeError", "Exception")


def _is_loop_check(call: CallExpr) -> bool:
    if _is_named(call, _loop_checks):
        return True
    callee = call.callee
    # Before types are known, a method has its short name only.
    return type(callee) is MemberExpr and callee.node is None and callee.name in _own_checks


def _is_named(call: CallExpr, known: Container[str]) -> bool:
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
