"""Which events need a look: most run nothing of a name that has an effect, and cost nothing more.

By short names and the types of receivers, which is what makes the plugin fast: cheap, and never
leaves out an event that may run a function with an effect. An event too many costs time, never a
false answer. What to look at again when more is known is `waiting`'s part.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Any, NamedTuple

from mypy.nodes import (
    CallExpr,
    Decorator,
    DictExpr,
    Expression,
    FuncDef,
    GeneratorExpr,
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
    ALWAYS,
    AWAIT,
    CALL,
    COMPARE,
    CONTAINS,
    DELETE,
    DELETE_ITEM,
    ENTER_ASYNC,
    FORMAT,
    GET,
    ITERATE,
    ITERATE_ASYNC,
    KINDS,
    OPERATE,
    SET,
    SET_ITEM,
    SUBSCRIBE,
    TRUTH,
    Wanted,
)
from loopsafe_mypy.infer import Fact
from loopsafe_mypy.members import ATTRIBUTE_METHODS, DESCRIPTORS, Members
from loopsafe_mypy.names import STREAMS
from loopsafe_mypy.operators import (
    CALCULATING,
    COMPARING,
    METHODS,
    SPECIAL,
    SUBSCRIBING,
    operands,
    with_fallbacks,
)
from loopsafe_mypy.typer import Types, flatten

ATTRIBUTE_EVENTS = (GET, SET, DELETE)

CONSTRUCTION = ("__init__", "__new__", "__post_init__", "__call__")

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

_NOTED = {
    **OPERATIONS,
    **ATTRIBUTE_METHODS,
    OPERATE: CALCULATING,
    COMPARE: COMPARING,
    SUBSCRIBE: SUBSCRIBING,
}
"""The special methods for which an event of each kind is noted."""

_DISPLAYS = frozenset({DictExpr, ListExpr, SetExpr, StrExpr, TupleExpr})

_PRODUCERS = frozenset({CallExpr, GeneratorExpr, NameExpr})
"""Expressions whose value may be a generator, whatever its type is known to be."""

_INERT = frozenset({AnyType, CallableType, LiteralType, NoneType, Overloaded})
"""Types on which no operation runs a special method of anyone's own."""

_ONLY_MISSING = frozenset({"__getattr__"})

_ITERATED = frozenset({"__iter__", "__next__"})


class Interest(NamedTuple):
    """What matters to the functions of one module."""

    names: set[str]
    """Short names of functions: `Knowledge.names`, or a part of them."""
    special: frozenset[str]
    """The special methods that matter where any operation may run them."""
    operators: frozenset[str]
    """Those, and the methods that fall back on them."""
    dormant: frozenset[int]
    """The kinds of events of which none can matter."""


def interest(names: set[str], special: frozenset[str]) -> Interest:
    """Return what matters, from the names of functions and special methods that do."""
    return Interest(names, special, *_operations(special))


@functools.lru_cache(maxsize=64)
def _operations(special: frozenset[str]) -> tuple[frozenset[str], frozenset[int]]:
    operators = frozenset(name for name in SPECIAL if not special.isdisjoint(with_fallbacks(name)))
    dormant = frozenset(what for what, methods in OPERATIONS.items() if methods.isdisjoint(special))
    return operators, dormant


@functools.lru_cache(maxsize=64)
def _unnoted(special: frozenset[str]) -> tuple[int, ...]:
    return tuple(what for what, methods in _NOTED.items() if methods.isdisjoint(special))


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

    def wanted(self, interest: Interest, open_: AbstractSet[str] = frozenset()) -> Wanted:
        """Return what a walk has to note.

        Args:
            interest: What matters already.
            open_: Short names that may matter as well: of functions that may turn out to have an
                effect.
        """
        names, special = interest.names, interest.special
        dormant = {what for what in _unnoted(special) if open_.isdisjoint(_NOTED[what])}
        for what, by_name in SPECIAL_METHODS.items():
            if names.isdisjoint(by_name) and open_.isdisjoint(by_name):
                dormant.add(what)
        is_plain = self._members.is_plain
        if not (DESCRIPTORS.isdisjoint(special) and DESCRIPTORS.isdisjoint(open_)):
            is_plain = _never
        holds = "__call__" in special or "__call__" in open_
        return Wanted(names, open_, self._protocols, KINDS - dormant, is_plain, holds=holds)

    def relevant(
        self,
        what: int,
        nodes: list[Any],
        wanted: Interest,
        types: Types,
        *,
        shallow: bool = False,
    ) -> list[Any]:
        """Return the events among ``nodes`` that may run a function that has an effect.

        Args:
            what: The kind of the events, not one of the dormant ones.
            nodes: The events.
            wanted: What matters in the module.
            types: Where types come from, for what a name does not tell.
            shallow: Whether to ask for types of names only: others are expensive to find.
        """
        if what == CALL:
            return [node for node in nodes if self._call_matters(node, wanted, types)]
        if what in ATTRIBUTE_EVENTS:
            names = wanted.names
            if ATTRIBUTE_METHODS[what].isdisjoint(wanted.special):
                nodes = [node for node in nodes if node.name in names]
        elif what in SPECIAL_METHODS:
            return nodes if not wanted.names.isdisjoint(SPECIAL_METHODS[what]) else []
        return [node for node in nodes if self.matters(what, node, wanted, types, shallow=shallow)]

    def matters(
        self,
        what: int,
        node: Any,  # noqa: ANN401  (of one class for each kind of event)
        wanted: Interest,
        types: Types,
        *,
        shallow: bool = False,
    ) -> bool:
        """Whether one event may run a function that has an effect; arguments as in `relevant`."""
        if what == CALL:
            return self._call_matters(node, wanted, types)
        if what in ATTRIBUTE_EVENTS:
            named = node.name in wanted.names
            if not named:
                general = ATTRIBUTE_METHODS[what] & wanted.special
                # Nobody asks an object for what it does not have by "self.", but in __getattr__.
                if not general or not _may_look(node, shallow, general == _ONLY_MISSING):
                    return False
                named = not DESCRIPTORS.isdisjoint(general)
            return self._attribute_matters(what, node, types, named=named)
        if what in OPERATIONS:
            return self._operation_matters(what, node, wanted.operators, types, shallow)
        if what == ITERATE:
            return self._may_consume(node, types)
        if what == CONTAINS:
            return self._may_consume(node, types, "__contains__")
        methods = SPECIAL_METHODS.get(what)
        return methods is None or not wanted.names.isdisjoint(methods)

    def _call_matters(self, call: CallExpr, wanted: Interest, types: Types) -> bool:
        callee = call.callee
        kind = type(callee)
        if kind is not MemberExpr and kind is not NameExpr:
            return True
        node = callee.node  # type: ignore[attr-defined]
        if node is None:
            name = callee.name  # type: ignore[attr-defined]
            if kind is NameExpr or name in ALWAYS:
                return True
            if name in wanted.names and self._method_matters(call, wanted, types):
                return True
            return "__call__" in wanted.special and self._may_hold(callee, types)
        kind = type(node)
        if kind is FuncDef or kind is Decorator or kind is OverloadedFuncDef:
            if node.name in wanted.names:
                return True
            methods = self._protocols.get(node.fullname)
            return methods is not None and self._uses_matter(call, methods, wanted, types)
        if kind is TypeInfo:
            facts, protocols = self._facts, self._protocols
            for key in self._members.constructors(node):
                fact = facts.get(key)
                if fact is not None and (fact.effects or fact.signatures):
                    methods = protocols.get(key)
                    if methods is None or self._uses_matter(call, methods, wanted, types):
                        return True
            return False
        return True

    def _may_hold(self, callee: Expression, types: Types) -> bool:
        """Whether an attribute may hold an instance whose ``__call__`` is known."""
        if type(callee) is not MemberExpr:
            return False
        found = types.type_of(callee.expr)
        return found is not None and any(
            type(item) is Instance and self._members.may_hold(item.type, callee.name)
            for item in flatten(found)
        )

    def _method_matters(self, call: CallExpr, wanted: Interest, types: Types) -> bool:
        callee = call.callee
        receiver = callee.expr  # type: ignore[attr-defined]
        if isinstance(receiver, RefExpr) and receiver.fullname in STREAMS:
            return True
        found = types.type_of(receiver)
        if type(found) is not Instance:
            return found is not None and type(found) is not AnyType
        name: str = callee.name  # type: ignore[attr-defined]
        if not self._members.may_run(found.type, name):
            return False
        methods = self._protocols.get(self._members.member(found.type, name) or "")
        return methods is None or self._uses_matter(call, methods, wanted, types)

    def _uses_matter(
        self, call: CallExpr, methods: frozenset[str], wanted: Interest, types: Types
    ) -> bool:
        """Whether what a built-in function does with its arguments matters."""
        if "__call__" in methods and "__call__" in wanted.names:
            return True
        here = [name for name in methods if name in wanted.operators or name not in SPECIAL]
        iterated = not _ITERATED.isdisjoint(here)
        for argument in call.args if here else ():
            if iterated and self._may_consume(argument, types):
                return True
            found = types.type_of(argument)
            for name in here:
                if name not in _ITERATED and self._may_run(found, name):
                    return True
        return False

    def _may_consume(self, node: Expression, types: Types, method: str = "__iter__") -> bool:
        """Whether iterating over a value (or looking for one in it) may run something."""
        if type(node) in _DISPLAYS:
            return False
        found = types.type_of(node)
        if found is None or type(found) is AnyType:
            return type(node) in _PRODUCERS
        for item in flatten(found):
            if type(item) is Instance and self._members.may_consume(item.type, method):
                return True
        return False

    def _may_run(self, found: object, method: str) -> bool:
        """Whether a special method of a value of some type may do something."""
        if found is None or type(found) in _INERT:
            return False
        may_operate = self._members.may_operate
        if type(found) is Instance:
            return may_operate(found.type, method)
        items: Iterable[object] = flatten(found)  # type: ignore[arg-type]
        return any(type(item) is Instance and may_operate(item.type, method) for item in items)

    def _attribute_matters(self, what: int, node: Expression, types: Types, *, named: bool) -> bool:
        """Whether touching an attribute matters; ``named`` if its name alone may be the reason."""
        if type(node) is not MemberExpr:
            return getattr(node, "name", "") not in CONSTRUCTION
        found = types.type_of(node.expr)
        members, name = self._members, node.name
        if type(found) is Instance:
            return (named or members.may_intercept(found.type, what)) and members.may_access(
                found.type, name, what
            )
        if found is None or type(found) in _INERT:
            return False
        return any(
            type(item) is not Instance or members.may_access(item.type, name, what)
            for item in flatten(found)
        )

    def _operation_matters(
        self,
        what: int,
        node: Expression,
        operators: frozenset[str],
        types: Types,
        shallow: bool,  # noqa: FBT001
    ) -> bool:
        for operand, method in operands(what, node):
            if method not in operators or (shallow and type(operand) is not NameExpr):
                continue
            if self._may_run(types.type_of(operand), method):
                return True
        return False


def _never(info: TypeInfo) -> bool:  # noqa: ARG001  (as `Members.is_plain`)
    return False


def _may_look(node: Expression, shallow: bool, not_self: bool) -> bool:  # noqa: FBT001
    """Whether an attribute may be one that a special method of the receiver's class gives."""
    if type(node) is not MemberExpr:
        return False
    receiver = node.expr
    if type(receiver) is NameExpr:
        return not not_self or receiver.name != "self"
    return not shallow
