"""Which thread runs a statement: conditions that compare it with the loop's.

What a condition proves about the thread is given as the *effects that cannot matter* there: in a
branch off the loop nothing blocks the loop, in one on the loop nothing touches it from outside.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple

from mypy.nodes import (
    AssignmentStmt,
    CallExpr,
    ComparisonExpr,
    Expression,
    MemberExpr,
    NameExpr,
    OpExpr,
    RefExpr,
    Statement,
    SymbolNode,
    TryStmt,
    UnaryExpr,
)

from loopsafe._effects import Effect
from loopsafe_mypy import names
from loopsafe_mypy.arguments import literal
from loopsafe_mypy.control import is_named, statements_of

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


def thread_check(
    condition: Expression, loops: AbstractSet[SymbolNode | None] = frozenset()
) -> Branches:
    """Return what a condition proves about the running thread.

    Args:
        condition: The condition.
        loops: Variables that hold the running loop, or ``None`` off its thread: `loop_variable`.
    """
    kind = type(condition)
    if kind is NameExpr:
        is_loop = loops and condition.node in loops  # type: ignore[attr-defined]
        return Branches(ON_LOOP, OFF_LOOP) if is_loop else NOTHING
    if kind is MemberExpr:  # as most conditions are, and this is asked of all
        return NOTHING
    if type(condition) is ComparisonExpr:
        return _compared(condition, loops)
    if type(condition) is UnaryExpr and condition.op == "not":
        inner = thread_check(condition.expr, loops)
        return NOTHING if inner is NOTHING else Branches(inner.false, inner.true)
    if type(condition) is OpExpr and condition.op in ("and", "or"):
        left, right = thread_check(condition.left, loops), thread_check(condition.right, loops)
        return NOTHING if left is NOTHING and right is NOTHING else _joined(condition, left, right)
    if type(condition) is CallExpr:
        if _is_loop_check(condition):
            return Branches(ON_LOOP, OFF_LOOP)
        if _asks_whether_running(condition):
            return Branches(false=OFF_LOOP)  # if it runs, then perhaps on another thread
    return NOTHING


def _joined(condition: OpExpr, left: Branches, right: Branches) -> Branches:
    """Return what two conditions prove together, one of which says something of the thread."""
    operator = "is not" if condition.op == "and" else "is"
    # "... and self.loop is not None" guards against what nobody means to happen.
    if right is NOTHING and _is_about_none(condition.right, operator):
        return left
    if left is NOTHING and _is_about_none(condition.left, operator):
        return right
    if condition.op == "and":
        return Branches(left.true | right.true)
    return Branches(false=left.false | right.false)


def _compared(condition: ComparisonExpr, loops: AbstractSet[SymbolNode | None]) -> Branches:
    found = _COMPARED.get(condition.operators[0]) if len(condition.operators) == 1 else None
    if found is None:
        return NOTHING
    first, second = condition.operands
    for operand, other in ((first, second), (second, first)):
        if type(operand) is CallExpr and is_named(operand, names.THREAD_IDS):
            return found
        if _is_running_loop(operand, loops):
            if literal(other) is None:
                return Branches(found.false, found.true)
            # Compared with a loop: if it is another one, its thread is not known.
            return Branches(found.true & ON_LOOP, found.false & ON_LOOP)
    return NOTHING


_COMPARED: Final[dict[str, Branches]] = {
    "==": Branches(ON_LOOP, OFF_LOOP),
    "is": Branches(ON_LOOP, OFF_LOOP),
    "!=": Branches(OFF_LOOP, ON_LOOP),
    "is not": Branches(OFF_LOOP, ON_LOOP),
}


def _is_running_loop(node: Expression, loops: AbstractSet[SymbolNode | None]) -> bool:
    """Whether an expression is the running loop, or ``None`` where none runs."""
    if type(node) is NameExpr:
        return node.node in loops
    if type(node) is not CallExpr or node.args:
        return False
    # Also a helper of the program's own that bears the name of asyncio's.
    return getattr(node.callee, "name", "") in names.RUNNING_LOOP_NAMES


def _is_about_none(condition: Expression, operator: str) -> bool:
    """Whether a condition is ``x is None``, or with another operator ``x is not None``."""
    return (
        type(condition) is ComparisonExpr
        and condition.operators == [operator]
        and literal(condition.operands[1]) is None
    )


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
    if is_named(call, _loop_checks):
        return True
    callee = call.callee
    # Before types are known, a method has its short name only.
    return type(callee) is MemberExpr and callee.node is None and callee.name in _own_checks


def _asks_whether_running(call: CallExpr) -> bool:
    """Whether a call is ``loop.is_running()``, of what is called a loop or is got as one."""
    callee = call.callee
    if type(callee) is not MemberExpr or callee.name != "is_running":
        return False
    receiver = callee.expr
    if type(receiver) is CallExpr:
        return is_named(receiver, names.LOOP_GETTERS)
    name = receiver.name if type(receiver) is NameExpr or type(receiver) is MemberExpr else ""
    return name.lower().endswith("loop")


def loop_variable(statement: Statement) -> SymbolNode | None:
    """Return the variable that a statement sets to the running loop, or to ``None`` off its thread.

    ``loop = asyncio._get_running_loop()``, or a ``try`` around ``asyncio.get_running_loop()``.
    """
    if type(statement) is TryStmt:
        if not statement.body.body or not probes_loop(statement):
            return None
        first = statement.body.body[0]
        variable = _assigned(first) if type(first) is AssignmentStmt else None
        others = (
            inner.rvalue
            for handler in statement.handlers
            for inner in statements_of(handler.body)
            if type(inner) is AssignmentStmt and _assigned(inner) is variable
        )
        return (
            variable
            if variable is not None and all(literal(other) is None for other in others)
            else None
        )
    if type(statement) is AssignmentStmt and type(statement.rvalue) is CallExpr:
        return _assigned(statement) if is_named(statement.rvalue, names.RUNNING_LOOPS) else None
    return None


def _assigned(statement: AssignmentStmt) -> SymbolNode | None:
    target = statement.lvalues[0]
    return target.node if type(target) is NameExpr else None
