"""What one function body does, as plain data: events, bindings, and what becomes of calls.

`walk` fills a `Body`; the resolver and the rules read it. No evaluation rules and no types here.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from mypy.nodes import Expression, LambdaExpr, Statement, Var

# What an event does with its expression: the index of its list in `Body.events`.
CALL: Final = 0
"""A `CallExpr` is evaluated."""
GET: Final = 1
"""A `MemberExpr` (or `SuperExpr`) is read."""
SET: Final = 2
"""A `MemberExpr` is assigned to."""
DELETE: Final = 3
"""A `MemberExpr` is deleted."""
ITERATE: Final = 4
"""An expression is iterated over."""
ENTER: Final = 5
"""An expression is entered and left by ``with``."""
APPLY: Final = 6
"""A decorator expression is called with the function it decorates."""

EVENT_KINDS: Final = (CALL, GET, SET, DELETE, ITERATE, ENTER, APPLY)

# What becomes of the value of a call, where that is not "used as a value".
DROPPED: Final = 1
CONDITION: Final = 2
COMPARED: Final = 3
FORMATTED: Final = 4
BOUND: Final = 5

# How a local variable gets its value from an expression.
ASSIGNED: Final = 0
ITEM_OF: Final = 1
ENTERED: Final = 2
UNPACKED: Final = 3


class Binding(NamedTuple):
    """One way in which a local variable gets its value."""

    how: int
    value: Expression
    index: int = 0
    """For `UNPACKED`: which item."""
    of: int = ASSIGNED
    """For `UNPACKED`: how the unpacked value came from ``value``."""


class Body:
    """What one function does."""

    __slots__ = ("bindings", "events", "fates", "inner")

    def __init__(self) -> None:
        self.events: tuple[list[Any], ...] = ([], [], [], [], [], [], [])
        """For each of `EVENT_KINDS` the expressions it happens to."""
        self.bindings: dict[Var, list[Binding]] = {}
        self.inner: list[LambdaExpr | Statement] = []
        self.fates: dict[Expression, int] = {}
