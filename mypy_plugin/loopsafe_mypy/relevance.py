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
    DictExpr,
    Expression,
    FuncDef,
    ListExpr,
    MemberExpr,
    NameExpr,
    OverloadedFuncDef,
    RefExpr,
    SetExpr,
    StrExpr,
    TupleExpr,
    TypeInfo,
)
from mypy.types import AnyType, CallableType, Instance, LiteralType, NoneType, Overloaded

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
from loopsafe_mypy.names import FACTORY, RESUMING
from loopsafe_mypy.operators import METHODS, operands
from loopsafe_mypy.typer import Types
from loopsafe_mypy.uses import ITEM, RESULT

CONSUMING = (ITERATE, CONTAINS)

_DISPLAYS = frozenset({DictExpr, ListExpr, SetExpr, StrExpr, TupleExpr})

ATTRIBUTE_EVENTS = (GET, SET, DELETE)

CONSTRUCTION = ("__init__", "__new__", "__post_init__", "__call__", FACTORY[1:])

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

_INERT = frozenset({AnyType, CallableType, LiteralType, NoneType, Overloaded})
"""Types on which no operation runs a special method of anyone's own."""

_ALWAYS = RESUMING | {"__class__"}

_PLAIN = frozenset(
    f"builtins.{name}"
    for name in ("bytes", "dict", "frozenset", "list", "range", "set", "str", "tuple")
)
"""Containers that are iterated without running anything of anyone's own."""


_ONLY_MISSING = frozenset({"__getattr__"})


def _may_look(node: Expression, shallow: bool, not_self: bool) -> bool:  # noqa: FBT001
    if type(node) is not MemberExpr:
        return False
    receiver = node.expr
    if type(receiver) is NameExpr:
        return not not_self or receiver.name != "self"
    return not shallow


def _may_consume(node: Expression, types: Types) -> bool:
    """Whether iterating over a value may run something."""
    if type(node) in _DISPLAYS:
        return False
    found = types.type_of(node)
    return type(found) is not Instance or found.type.fullname not in _PLAIN


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

    def relevant(  # noqa: PLR0913  (what decides)
        self,
        what: int,
        nodes: list[Any],
        names: set[str],
        special: frozenset[str],
        types: Types,
        *,
        shallow: bool = False,
    ) -> list[Any]:
        """Return the events among ``nodes`` that may run a function that has an effect.

        Args:
            what: The kind of the events.
            nodes: The events.
            names: The short names that matter: `Knowledge.names`, or a part of them.
            special: The special methods that matter where any operation may run them.
            types: Where types come from, for what a name does not tell.
            shallow: Whether to ask for types of names only: others are expensive to find.
        """
        if what == CALL:
            return [
                node
                for node in nodes
                if self._call_matters(node.callee, names) and self._method_matters(node, types)
            ]
        if what in ATTRIBUTE_EVENTS:
            general = ATTRIBUTE_METHODS[what] & special
            if not general:
                found = [node for node in nodes if node.name in names]
            else:
                # Nobody asks an object for what it does not have by "self.", but in __getattr__.
                not_self = general == _ONLY_MISSING
                found = [
                    node
                    for node in nodes
                    if node.name in names or _may_look(node, shallow, not_self)
                ]
            return [node for node in found if self._attribute_matters(what, node, types)]
        operations = OPERATIONS.get(what)
        if operations is not None:
            if operations.isdisjoint(special):
                return []
            return [node for node in nodes if self._operation_matters(what, node, types, shallow)]
        if what in CONSUMING:
            return [node for node in nodes if _may_consume(node, types)]
        methods = SPECIAL_METHODS.get(what)
        if methods is not None and not any(name in names for name in methods):
            return []
        return nodes

    def _method_matters(self, call: CallExpr, types: Types) -> bool:
        callee = call.callee
        if type(callee) is not MemberExpr or callee.node is not None or callee.name in RESUMING:
            return True
        found = types.type_of(callee.expr)
        if type(found) is Instance:
            return self._members.may_run(found.type, callee.name)
        return found is not None and type(found) is not AnyType

    def _attribute_matters(self, what: int, node: Expression, types: Types) -> bool:
        if type(node) is not MemberExpr:
            return getattr(node, "name", "") not in CONSTRUCTION
        found = types.type_of(node.expr)
        if type(found) is Instance:
            return self._members.may_access(found.type, node.name, what)
        return found is not None and type(found) not in _INERT

    def _operation_matters(
        self,
        what: int,
        node: Expression,
        types: Types,
        shallow: bool,  # noqa: FBT001
    ) -> bool:
        for operand, method in operands(what, node):
            if shallow and type(operand) is not NameExpr:
                continue
            found = types.type_of(operand)
            if type(found) is not Instance:
                if found is not None and type(found) not in _INERT:
                    return True
            elif self._members.may_operate(found.type, method):
                return True
        return False

    def _call_matters(self, callee: Expression, names: set[str]) -> bool:
        kind = type(callee)
        if kind is not MemberExpr and kind is not NameExpr:
            return True
        node = callee.node  # type: ignore[attr-defined]
        if node is None:
            name = callee.name  # type: ignore[attr-defined]
            return kind is NameExpr or name in names or name in _ALWAYS
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
            general = [name for name in ATTRIBUTE_METHODS[what] if name in defined]
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

    def dormant(self, special: frozenset[str]) -> frozenset[int]:
        """Return the kinds of events of which none can matter."""
        return frozenset(
            what for what, methods in OPERATIONS.items() if methods.isdisjoint(special)
        )

    def quiet(self, defined: set[str]) -> frozenset[int]:
        """Return the kinds of events of which none waits for any of these functions."""
        return frozenset(
            what
            for what, methods in WAITING_FOR.items()
            if what not in (ITERATE, ENTER, CONTAINS) and defined.isdisjoint(methods)
        )

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
