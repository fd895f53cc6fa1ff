"""What one function body does, as plain data: events, bindings, and what becomes of calls.

`walk` fills a `Body`; the resolver and the rules read it. No evaluation rules and no types here.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any, Final, NamedTuple

from mypy.nodes import (
    CallExpr,
    Expression,
    GeneratorExpr,
    LambdaExpr,
    MemberExpr,
    NameExpr,
    RefExpr,
    Statement,
    SuperExpr,
    Var,
)

from loopsafe._effects import Effect

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

CONTAINS: Final = 7
"""An expression is the right side of ``in``."""
AWAIT: Final = 8
"""An expression is awaited."""
ITERATE_ASYNC: Final = 9
"""An expression is iterated over by ``async for``."""
ENTER_ASYNC: Final = 10
"""An expression is entered and left by ``async with``."""

OPERATE: Final = 11
"""An operator is applied: arithmetic, comparison, subscription."""
TRUTH: Final = 12
"""An expression is tested for truth."""
FORMAT: Final = 13
"""A ``"...".format`` call formats its arguments; f-strings are made of these."""
SET_ITEM: Final = 14
"""An `IndexExpr` is assigned to."""
DELETE_ITEM: Final = 15
"""An `IndexExpr` is deleted."""

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
    item: int = 0
    """For `UNPACKED`: which item."""
    of: int = ASSIGNED
    """For `UNPACKED`: how the unpacked value came from ``value``."""


MANY: Final = 64
"""From how many bindings of one local on those that look alike count once."""


class Body:
    """What one function does."""

    __slots__ = (
        "_distinct",
        "bindings",
        "events",
        "fates",
        "harmless",
        "inner",
        "later",
        "narrowed",
        "returned",
        "stored",
        "supers",
    )

    def __init__(self) -> None:
        self.events: defaultdict[int, list[Any]] = defaultdict(list)
        """For each kind of event that occurs, the expressions it happens to."""
        self.harmless: dict[Expression, Effect] = {}
        """Events of which some effects cannot matter: a check has proved the thread."""
        self.later: list[tuple[list[Statement], Effect]] = []
        """Statements to be walked as such a part; empty in the end."""
        self.bindings: dict[Var, list[Binding]] = {}
        self._distinct: dict[Var, list[Binding]] = {}
        self.inner: list[LambdaExpr | GeneratorExpr | Statement] = []
        self.narrowed: set[Var] = set()
        """Variables whose class is tested: in a branch it is another than the declared one."""
        self.fates: dict[Expression, int] = {}
        """What becomes of the values of calls and names."""
        self.returned: list[Expression] = []
        """Returned expressions that may be functions, generators or context managers."""
        self.stored: list[tuple[Expression, Expression]] = []
        """Attributes and items that are assigned what may be a function."""
        self.supers: list[SuperExpr] = []
        """Where ``super().name`` is evaluated."""

    def bound(self, variable: Var) -> list[Binding] | None:
        """Return how a local variable gets its value; ``None`` for what is no local here.

        In a generated function that binds one name to thousands of values, and uses it after each,
        those that look alike would be looked at a million times.
        """
        found = self.bindings.get(variable)
        if found is None or len(found) < MANY:
            return found
        distinct = self._distinct.get(variable)
        if distinct is None:
            alike = {(item.how, item.item, item.of, _look(item.value)): item for item in found}
            self._distinct[variable] = distinct = list(alike.values())
        return distinct


def _look(value: Expression) -> object:
    """Return what tells a value from others: of the arguments of calls only the functions do."""
    steps: list[object] = []
    while type(value) is CallExpr or type(value) is MemberExpr:
        if type(value) is CallExpr:
            steps.append(tuple(_function(argument) for argument in value.args))
            value = value.callee
        else:
            steps.append(value.name)
            value = value.expr
    first = value.node if type(value) is NameExpr else None
    return (first or value, *steps)


def _function(argument: Expression) -> object:
    """Return the function that an argument is, perhaps."""
    if isinstance(argument, RefExpr):
        return None if type(argument.node) is Var else argument.node
    return argument if (type(argument) is LambdaExpr or type(argument) is CallExpr) else None
