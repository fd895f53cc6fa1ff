"""Which events to look at again when a function turns out to have an effect.

While the effects of a module (or an import cycle) are inferred, an event that does not matter now
may matter later, because it runs something whose effects are not known yet. Events wait by short
names; calls of a class by the full names of its constructors, which all have the same short ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from mypy.nodes import (
    CallExpr,
    Decorator,
    Expression,
    FuncDef,
    MemberExpr,
    NameExpr,
    OverloadedFuncDef,
    RefExpr,
    TypeInfo,
)

from loopsafe_mypy.body import APPLY, CALL, CONTAINS, ENTER, ITERATE
from loopsafe_mypy.knowledge import Knowledge
from loopsafe_mypy.members import ATTRIBUTE_METHODS, Members
from loopsafe_mypy.names import FACTORY
from loopsafe_mypy.relevance import ATTRIBUTE_EVENTS, CONSTRUCTION, OPERATIONS, SPECIAL_METHODS
from loopsafe_mypy.uses import ITEM, RESULT

CONSTRUCTED = (*CONSTRUCTION, FACTORY[1:])

ANY_VALUE = (*CONSTRUCTED, RESULT[1:], ITEM[1:])
"""The short names of what a call of some computed value may run."""

PRODUCING = (ITERATE, ENTER, CONTAINS)
"""Events that run what a call has produced: a generator, a context manager."""

WAITING_FOR: dict[int, tuple[str, ...]] = {
    **SPECIAL_METHODS,
    **{what: tuple(sorted(methods)) for what, methods in OPERATIONS.items()},
    ITERATE: ("__iter__", "__next__", "__getitem__"),
    ENTER: ("__enter__", "__exit__", "close"),
    CONTAINS: ("__contains__", "__iter__", "__next__", "__getitem__"),
    **{what: tuple(sorted(methods)) for what, methods in ATTRIBUTE_METHODS.items()},
}
"""The special methods that may run at an event of each kind."""

_METHODS = frozenset(chain(*WAITING_FOR.values()))

_BY_METHOD = frozenset(WAITING_FOR) - {*PRODUCING, *ATTRIBUTE_EVENTS} | {APPLY}
"""Kinds of events that run nothing else."""


class Waiting:
    """Tells for which of the functions being inferred an event has to wait."""

    def __init__(
        self, defined: set[str], keys: set[str], knowledge: Knowledge, members: Members
    ) -> None:
        """Look at the functions of one module, or of an import cycle.

        Args:
            defined: Short names of the functions whose effects are not known yet; may grow.
            keys: Their full names; may grow as well.
            knowledge: Knows what built-in functions do with their arguments.
            members: Knows constructors.
        """
        self._defined = defined
        self._keys = keys
        self._members = members
        self._protocols = knowledge.protocols
        self._protocol_methods = knowledge.protocol_methods
        self._counted = -1
        self._special: frozenset[str] | None = None
        self._named: dict[int, tuple[str, ...]] = {}
        self._any_protocol = False
        self._quiet: frozenset[int] = frozenset()

    @property
    def quiet(self) -> frozenset[int]:
        """The kinds of events that wait for none of the functions."""
        defined = self._defined
        if len(defined) != self._counted:
            self._counted = len(defined)
            self._any_protocol = not defined.isdisjoint(self._protocol_methods)
            special = _METHODS.intersection(defined)
            if special == self._special:
                return self._quiet
            self._special = special
            self._named = {
                what: tuple(name for name in methods if name in defined)
                for what, methods in WAITING_FOR.items()
            }
            self._quiet = _BY_METHOD - {what for what, names in self._named.items() if names}
        return self._quiet

    def of(self, what: int, nodes: list[Any]) -> Iterator[tuple[str, Any]]:
        """Yield the names that events wait for, short or full, each with the event.

        Args:
            what: The kind of the events, not one of the `quiet` ones.
            nodes: The events.
        """
        defined = self._defined
        if what == CALL:
            yield from self._calls(nodes)
        elif what in ATTRIBUTE_EVENTS:
            touched = self._named[what]
            for node in nodes:
                if node.name in defined:
                    yield node.name, node
                for name in touched:
                    yield name, node
        else:
            named = self._named[what]
            for node in nodes:
                for name in named:
                    yield name, node
                if what in PRODUCING and type(node) is CallExpr:
                    for name in self._called(node.callee):
                        yield name, node

    def _called(self, callee: Expression) -> Iterable[str]:
        """Return the names of what a call may run and what is not known yet."""
        kind = type(callee)
        names: tuple[str, ...] = ANY_VALUE
        if kind is MemberExpr and callee.node is None:  # type: ignore[attr-defined]
            name = callee.name  # type: ignore[attr-defined]
            if name != "__class__":
                return (name,) if name in self._defined else ()
            names = CONSTRUCTED
        elif kind is NameExpr or kind is MemberExpr:
            node = callee.node  # type: ignore[attr-defined]
            kind = type(node)
            if kind is FuncDef or kind is Decorator or kind is OverloadedFuncDef:
                return (node.name,) if node.name in self._defined else ()
            if kind is TypeInfo:
                return [key for key in self._members.constructors(node) if key in self._keys]
        return [name for name in names if name in self._defined]

    def _calls(self, nodes: list[Any]) -> Iterator[tuple[str, Any]]:
        held = "__call__" in self._defined
        for node in nodes:
            for name in self._called(node.callee):
                yield name, node
            if held and type(node.callee) is MemberExpr and node.callee.node is None:
                yield "__call__", node  # an attribute may hold an instance that can be called
        if self._any_protocol:
            yield from self._protocol_calls(nodes)

    def _protocol_calls(self, nodes: list[Any]) -> Iterator[tuple[str, Any]]:
        """Yield the calls of built-in functions that run a method of the project's own."""
        for node in nodes:
            if isinstance(node.callee, RefExpr):
                for name in self._protocols.get(node.callee.fullname, ()):
                    if name in self._defined:
                        yield name, node
