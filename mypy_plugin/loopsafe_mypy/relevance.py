"""Which events need a look: most run nothing of a name that has an effect, and cost nothing more.

By short names only, which is what makes the plugin fast: cheap, and never leaves out an event that
may run a function with an effect. A name too many costs time, never a false answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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

from loopsafe_mypy.body import (
    APPLY,
    AWAIT,
    CALL,
    CONTAINS,
    DELETE,
    DELETE_ITEM,
    ENTER,
    ENTER_ASYNC,
    FORMAT,
    GET,
    ITERATE,
    ITERATE_ASYNC,
    OPERATE,
    SET,
    SET_ITEM,
    TRUTH,
)
from loopsafe_mypy.infer import Fact
from loopsafe_mypy.members import ATTRIBUTE_METHODS, Members
from loopsafe_mypy.operators import METHODS
from loopsafe_mypy.uses import ITEM, RESULT

ATTRIBUTE_EVENTS = (GET, SET, DELETE)

CONSTRUCTION = ("__init__", "__new__", "__post_init__", "__call__")

ANY_VALUE = (*CONSTRUCTION, RESULT[1:], ITEM[1:])
"""The short names of what a call of some computed value may run."""

SPECIAL_METHODS = {
    AWAIT: ("__await__",),
    ITERATE_ASYNC: ("__aiter__", "__anext__"),
    ENTER_ASYNC: ("__aenter__", "__aexit__"),
}
"""Events that run nothing but special methods."""

OPERATIONS = {
    OPERATE: METHODS,
    TRUTH: frozenset({"__bool__", "__len__"}),
    FORMAT: frozenset({"__format__", "__str__", "__repr__"}),
    SET_ITEM: frozenset({"__setitem__"}),
    DELETE_ITEM: frozenset({"__delitem__"}),
}
"""Likewise, where one of many methods runs."""

WAITING_FOR: dict[int, tuple[str, ...]] = {
    **SPECIAL_METHODS,
    **{what: tuple(sorted(methods)) for what, methods in OPERATIONS.items()},
    ITERATE: ("__iter__", "__next__", "__getitem__"),
    ENTER: ("__enter__", "__exit__", "close"),
    CONTAINS: ("__contains__", "__iter__", "__next__", "__getitem__"),
}


class Relevance:
    """Tells which events may run a function with an effect."""

    def __init__(
        self,
        facts: Mapping[str, Fact],
        members: Members,
        protocols: Mapping[str, frozenset[str]],
    ) -> None:
        """Look at facts as they are when asked.

        Args:
            facts: What is known of functions, by full name.
            members: Knows constructors.
            protocols: For stubbed functions that do no more than call special methods of their
                arguments (``len``, ``str``): which ones, by the full name of the function.
        """
        self._facts = facts
        self._members = members
        self._protocols = protocols
        self._counted = -1
        self._special = False

    def relevant(self, what: int, nodes: list[Any], names: set[str]) -> list[Any]:
        """Return the events among ``nodes`` that may run a function that has an effect.

        Args:
            what: The kind of the events.
            nodes: The events.
            names: The short names that matter: `Knowledge.names`, or a part of them.
        """
        if what == CALL:
            return [node for node in nodes if self._call_matters(node.callee, names)]
        if what in ATTRIBUTE_EVENTS:
            if not ATTRIBUTE_METHODS.isdisjoint(names):
                return nodes
            return [node for node in nodes if node.name in names]
        special = OPERATIONS.get(what)
        if special is not None:
            return [] if special.isdisjoint(names) else nodes
        if what == ITERATE and "__iter__" not in names and "__next__" not in names:
            return [node for node in nodes if type(node) is not MemberExpr]
        methods = SPECIAL_METHODS.get(what)
        if methods is not None and not any(name in names for name in methods):
            return []
        return nodes

    def _call_matters(self, callee: Expression, names: set[str]) -> bool:
        kind = type(callee)
        if kind is not MemberExpr and kind is not NameExpr:
            return True
        node = callee.node  # type: ignore[attr-defined]
        if node is None:
            name = callee.name  # type: ignore[attr-defined]
            return kind is NameExpr or name in names or name == "__class__"
        kind = type(node)
        if kind is FuncDef or kind is Decorator or kind is OverloadedFuncDef:
            if node.name in names:
                return True
            methods = self._protocols.get(node.fullname)
            return methods is not None and not methods.isdisjoint(names)
        if kind is TypeInfo:
            facts, protocols = self._facts, self._protocols
            for key in self._members.constructors(node):
                fact = facts.get(key)
                if fact is not None and (fact.effects or fact.signatures):
                    methods = protocols.get(key)
                    if methods is None or not methods.isdisjoint(names):
                        return True
            return False
        return True

    def waiting(self, what: int, nodes: list[Any], defined: set[str]) -> Iterator[tuple[str, Any]]:
        """Yield the events to look at again when a function of the given name has an effect.

        Args:
            what: The kind of the events.
            nodes: The events.
            defined: Short names of the functions whose effects are not known yet.
        """
        if what == CALL:
            for node in nodes:
                for name in called_names(node.callee):
                    if name in defined:
                        yield name, node
            if self._any_special(defined):
                yield from self._special_calls(nodes, defined)
        elif what in ATTRIBUTE_EVENTS:
            general = [name for name in ATTRIBUTE_METHODS if name in defined]
            for node in nodes:
                if node.name in defined:
                    yield node.name, node
                for name in general:
                    yield name, node
        elif what != APPLY:
            here = [name for name in WAITING_FOR[what] if name in defined]
            calls = what in (ITERATE, ENTER, CONTAINS)
            if not here and not calls:
                return
            for node in nodes:
                produced = called_names(node.callee) if calls and type(node) is CallExpr else ()
                for name in (*here, *produced):
                    if name in defined:
                        yield name, node

    def _special_calls(self, nodes: list[Any], defined: set[str]) -> Iterator[tuple[str, Any]]:
        """Yield the calls of built-in functions that run a method of the project's own."""
        for node in nodes:
            if isinstance(node.callee, RefExpr):
                for name in self._protocols.get(node.callee.fullname, ()):
                    if name in defined:
                        yield name, node

    def _any_special(self, defined: set[str]) -> bool:
        """Whether a project defines a special method that a built-in function calls."""
        if len(defined) != self._counted:
            self._counted = len(defined)
            self._special = not defined.isdisjoint(chain.from_iterable(self._protocols.values()))
        return self._special


def called_names(callee: Expression) -> tuple[str, ...]:
    """Return the short names of what a call may run, as far as its callee shows."""
    kind = type(callee)
    if kind is MemberExpr and callee.node is None:  # type: ignore[attr-defined]
        name = callee.name  # type: ignore[attr-defined]
        return CONSTRUCTION if name == "__class__" else (name,)
    if kind is NameExpr or kind is MemberExpr:
        node = callee.node  # type: ignore[attr-defined]
        kind = type(node)
        if kind is FuncDef or kind is Decorator or kind is OverloadedFuncDef:
            return (node.name,)
        if kind is TypeInfo:
            return CONSTRUCTION
    return ANY_VALUE
