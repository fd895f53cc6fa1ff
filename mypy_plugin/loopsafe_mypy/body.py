"""What one function body does, as plain data: events, bindings, and what becomes of calls.

`walk` fills a `Body`; the resolver and the rules read it. No evaluation rules and no types here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container
from collections.abc import Set as AbstractSet
from typing import Any, Final, NamedTuple

from mypy.nodes import (
    BytesExpr,
    CallExpr,
    Decorator,
    Expression,
    FloatExpr,
    FuncDef,
    GeneratorExpr,
    IntExpr,
    LambdaExpr,
    MemberExpr,
    NameExpr,
    OverloadedFuncDef,
    RefExpr,
    Statement,
    StrExpr,
    SuperExpr,
    SymbolNode,
    TypeInfo,
    Var,
)

from loopsafe._effects import Effect
from loopsafe_mypy.names import RESUMING

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


LEAVES: Final = frozenset({BytesExpr, FloatExpr, IntExpr, NameExpr, StrExpr})
"""Expressions whose evaluation is no event, and which have no parts."""

MANY: Final = 64
"""From how many bindings of one local on those that look alike count once."""


ALWAYS: Final = RESUMING | {"__class__"}
"""Names of attributes whose call may run anything."""

# Operations are one kind of event, and three kinds to note: most programs define few of them.
SUBSCRIBE: Final = 16
"""An `OPERATE` of an `IndexExpr`."""
COMPARE: Final = 17
"""An `OPERATE` of a `ComparisonExpr`."""

KINDS: Final = frozenset(range(COMPARE + 1))
"""All kinds of events."""


class Wanted:
    """Which events may matter, as far as their kind and the names in them tell.

    Most do not, and what a walk does not note nobody has to look at.
    """

    __slots__ = ("_holds", "_known", "_open", "_protocols", "is_plain", "kinds")

    def __init__(  # noqa: PLR0913  (a record)
        self,
        known: AbstractSet[str],
        open_: AbstractSet[str],
        protocols: Container[str],
        kinds: frozenset[int],
        is_plain: Callable[[TypeInfo], bool],
        *,
        holds: bool,
    ) -> None:
        """Want what has one of these names.

        Args:
            known: Short names of functions with an effect.
            open_: Short names of functions that may turn out to have one.
            protocols: Full names of functions that run methods of their arguments.
            kinds: The kinds of events to note, whatever the names in them.
            is_plain: Whether nothing but their names tells what attributes of a class do.
            holds: Whether an attribute of any name may hold an instance whose call matters.
        """
        self._holds = holds
        self.is_plain = is_plain
        self._known = known
        self._open = open_
        self._protocols = protocols
        self.kinds = kinds

    def name(self, name: str) -> bool:
        """Whether a function of this name may matter."""
        return name in self._known or name in self._open

    def call(self, callee: Expression) -> bool:
        """Whether a call may matter."""
        kind = type(callee)
        if kind is not MemberExpr and kind is not NameExpr:
            return True
        node = callee.node  # type: ignore[attr-defined]
        if node is None:
            name = callee.name  # type: ignore[attr-defined]
            return kind is NameExpr or self._holds or self.name(name) or name in ALWAYS
        kind = type(node)
        if kind is FuncDef or kind is Decorator or kind is OverloadedFuncDef:
            return self.name(node.name) or node.fullname in self._protocols
        return True


class Body:
    """What one function does."""

    __slots__ = (
        "_distinct",
        "bindings",
        "events",
        "fates",
        "harmless",
        "inner",
        "kinds",
        "later",
        "leaves",
        "loops",
        "narrowed",
        "owns_loop",
        "plain",
        "quiet",
        "returned",
        "stored",
        "supers",
        "wanted",
    )

    def __init__(self, wanted: Wanted | None = None) -> None:
        """Start with nothing.

        Args:
            wanted: The events to note; all, if it is ``None``.
        """
        self.wanted = wanted
        self.kinds = KINDS if wanted is None else wanted.kinds
        """The kinds of events that are noted, whatever the names in them."""
        self.leaves: frozenset[type] = LEAVES
        """The classes of expressions that need no visit."""
        self.plain: SymbolNode | None = None
        """A variable of whose attributes only those that are wanted by name are noted."""
        self.quiet: list[CallExpr] = []
        """The calls that are no events, because nothing of such a name matters."""
        self.events: defaultdict[int, list[Any]] = defaultdict(list)
        """For each kind of event that occurs, the expressions it happens to."""
        self.harmless: dict[Expression, Effect] = {}
        """Events of which some effects cannot matter: a check has proved the thread."""
        self.later: list[tuple[list[Statement], Effect]] = []
        """Statements to be walked as such a part; empty in the end."""
        self.owns_loop = False
        """Whether it makes a loop for its own thread: then that thread is the loop's."""
        self.loops: frozenset[SymbolNode | None] = frozenset()
        """Variables that hold the running loop, or ``None`` off its thread."""
        self.bindings: dict[Var, list[Binding]] = {}
        self._distinct: dict[Var, list[Binding]] = {}
        self.inner: list[LambdaExpr | GeneratorExpr | Statement] = []
        self.narrowed: frozenset[Var] = frozenset()
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
    while isinstance(value, (CallExpr, MemberExpr)):
        if isinstance(value, CallExpr):
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
