"""From an event to the functions it may run.

A `Resolver` answers, for the events of a function, which known functions run and with what
effects: calls, properties, ``with``, iteration and the other places where Python calls for you.
It also knows which events need no look, because nothing of that name has an effect.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from mypy.nodes import (
    CallExpr,
    Decorator,
    Expression,
    FuncDef,
    GeneratorExpr,
    MemberExpr,
    NameExpr,
    OverloadedFuncDef,
    RefExpr,
    TypeInfo,
    Var,
)
from mypy.types import CallableType, Instance, get_proper_type

from loopsafe._effects import Effect
from loopsafe_mypy import names
from loopsafe_mypy.arguments import fitting
from loopsafe_mypy.body import (
    APPLY,
    ASSIGNED,
    AWAIT,
    CALL,
    CONTAINS,
    DELETE,
    ENTER,
    ENTER_ASYNC,
    GET,
    ITERATE,
    ITERATE_ASYNC,
    SET,
)
from loopsafe_mypy.callables import MAX_FOLLOWED, Callables
from loopsafe_mypy.infer import Effects, Fact, declared_effects, effect_of, seen_by_caller
from loopsafe_mypy.members import Scope

ATTRIBUTE_EVENTS = (GET, SET, DELETE)

CONSTRUCTION = ("__init__", "__new__", "__post_init__", "__call__")

SPECIAL_METHODS = {
    AWAIT: ("__await__",),
    ITERATE_ASYNC: ("__aiter__", "__anext__"),
    ENTER_ASYNC: ("__aenter__", "__aexit__"),
}
"""Events that run nothing but special methods."""

WAITING_FOR = {
    **SPECIAL_METHODS,
    ITERATE: ("__iter__", "__next__"),
    ENTER: ("__enter__", "__exit__", "close"),
    CONTAINS: ("__contains__", "__iter__", "__next__"),
}


class Reached(NamedTuple):
    """A function that an event runs, and the effects that this has."""

    fact: Fact
    effects: Effects
    solved: bool = True
    """Whether the effects are those of the fact as a whole (and grow with it)."""


def without(reached: Reached, harmless: Effect) -> Reached:
    """Return what is reached, less the effects that do not matter there."""
    kept = {key: value for key, value in reached.effects.items() if not effect_of(key) & harmless}
    return reached._replace(effects=kept)


class Resolver(Callables):
    """Looks events up in what is known."""

    def relevant(self, what: int, nodes: list[Any], names_: set[str]) -> list[Any]:
        """Return the events among ``nodes`` that may run a function that has an effect.

        Cheap, and never leaves out one that does: most calls go to functions whose name no
        function with an effect has.

        Args:
            what: The kind of the events.
            nodes: The events.
            names_: The short names that matter: `Knowledge.names`, or a part of them.
        """
        if what == CALL:
            return [node for node in nodes if self._call_matters(node.callee, names_)]
        if what in ATTRIBUTE_EVENTS:
            return [node for node in nodes if node.name in names_]
        if what == ITERATE and "__iter__" not in names_ and "__next__" not in names_:
            return [node for node in nodes if type(node) is not MemberExpr]
        special = SPECIAL_METHODS.get(what)
        if special is not None and not any(name in names_ for name in special):
            return []
        return nodes

    def _call_matters(self, callee: Expression, names_: set[str]) -> bool:
        kind = type(callee)
        if kind is not MemberExpr and kind is not NameExpr:
            return True
        node = callee.node  # type: ignore[attr-defined]
        if node is None:
            name = callee.name  # type: ignore[attr-defined]
            return kind is NameExpr or name in names_ or name == "__class__"
        kind = type(node)
        if kind is FuncDef or kind is Decorator or kind is OverloadedFuncDef:
            if node.name in names_:
                return True
            return names.PROTOCOL_BUILTINS.get(node.fullname) in names_
        if kind is TypeInfo:
            facts = self._facts
            if names.PROTOCOL_BUILTINS.get(node.fullname) in names_:
                return True
            return any(
                (fact := facts.get(key)) is not None and (fact.effects or fact.signatures)
                for key in self.constructors(node)
            )
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
        elif what in ATTRIBUTE_EVENTS:
            for node in nodes:
                if node.name in defined:
                    yield node.name, node
        elif what != APPLY:
            here = [name for name in WAITING_FOR[what] if name in defined]
            for node in nodes:
                produced = called_names(node.callee) if type(node) is CallExpr else ()
                for name in (*here, *produced):
                    if name in defined:
                        yield name, node

    def reach(self, what: int, node: Expression, scope: Scope) -> Iterator[Reached]:
        """Yield the known functions that an event runs."""
        if what == CALL and isinstance(node, CallExpr):
            for key in self.callees(node.callee, scope):
                yield from self._run(key, "call", node, scope)
            if isinstance(node.callee, NameExpr) and node.args:
                method = names.PROTOCOL_BUILTINS.get(node.callee.fullname)
                if method is not None and method in self._knowledge.names:
                    yield from self._special(node.args[0], (method,), scope)
        elif what == ITERATE:
            yield from self._iterate(node, scope)
        elif what == ENTER:
            yield from self._produced(node, "enter", scope)
            yield from self._special(node, ("__enter__", "__exit__"), scope)
            yield from self._closed(node, scope)
        elif what == CONTAINS:
            yield from self._contains(node, scope)
        elif what in SPECIAL_METHODS:
            yield from self._special(node, SPECIAL_METHODS[what], scope)
        elif what == APPLY:
            if isinstance(node, RefExpr):
                for key in self.callees(node, scope):
                    yield from self._run(key, "call", None)
        else:
            suffix = {SET: ".setter", DELETE: ".deleter"}.get(what, "")
            for key in self.properties(node, scope):
                yield from self._run(key + suffix, "call", None)

    def _run(
        self, key: str, mode: str, call: CallExpr | None, scope: Scope | None = None
    ) -> Iterator[Reached]:
        fact = self._facts.get(key)
        if fact is None or fact.mode != mode:
            return
        if call is not None and key.endswith(names.FACTORY) and self.supplied(key, call):
            return
        if not fact.signatures:
            yield Reached(fact, fact.effects)
            return
        types = scope.types if scope is not None else None
        signature = fitting(fact.signatures, call, bound=is_bound(fact, call), types=types)
        effects = declared_effects(signature.category, signature.kind, signature.instead)
        if fact.origin:
            effects = {name: seen_by_caller(fact.origin, item) for name, item in effects.items()}
        yield Reached(fact, effects, solved=False)

    def _iterate(self, node: Expression, scope: Scope, depth: int = 0) -> Iterator[Reached]:
        if (
            isinstance(node, CallExpr)
            and isinstance(node.callee, RefExpr)
            and node.callee.fullname in names.LAZY_BUILTINS
            and depth < MAX_FOLLOWED
        ):
            for argument in node.args:
                yield from self._iterate(argument, scope, depth + 1)
            return
        yield from self._produced(node, "iterate", scope)
        yield from self._special(node, ("__iter__", "__next__"), scope)

    def _produced(
        self, node: Expression, mode: str, scope: Scope, seen: set[Var] | None = None
    ) -> Iterator[Reached]:
        """Yield the functions whose bodies run when what they returned is used."""
        seen = set() if seen is None else seen
        if isinstance(node, CallExpr):
            for key in self.callees(node.callee, scope):
                yield from self._run(key, mode, node)
        elif isinstance(node, NameExpr) and isinstance(node.node, Var) and node.node not in seen:
            seen.add(node.node)
            for binding in scope.bindings(node.node):
                if binding.how == ASSIGNED:
                    yield from self._produced(binding.value, mode, scope, seen)
        elif isinstance(node, GeneratorExpr):
            lazy = self._locals.get(node)
            if lazy is not None:
                yield from self._run(lazy.fact.key, mode, None)

    def _special(
        self, node: Expression, methods: tuple[str, ...], scope: Scope
    ) -> Iterator[Reached]:
        """Yield the special methods that a statement calls on the value of an expression."""
        relevant = self._knowledge.names
        if not any(name in relevant for name in methods):
            return
        for info, is_class in self.receivers(node, scope):
            if is_class:
                continue
            for name in methods:
                holder = _iterator_of(info) if name == "__next__" else info
                key = self.member(holder, name)
                if key is not None:
                    yield from self._run(key, "call", None)
                    yield from self._run(key, "iterate", None)

    def _contains(self, node: Expression, scope: Scope) -> Iterator[Reached]:
        """Yield what ``in`` runs: ``__contains__``, or iteration where there is none."""
        yield from self._produced(node, "iterate", scope)
        for info, _ in self.receivers(node, scope):
            if self.member(info, "__contains__") is None:
                yield from self._special(node, ("__iter__", "__next__"), scope)
                return
        yield from self._special(node, ("__contains__",), scope)

    def _closed(self, node: Expression, scope: Scope) -> Iterator[Reached]:
        """Yield the ``close`` that leaving ``with closing(...)`` calls."""
        if (
            isinstance(node, CallExpr)
            and isinstance(node.callee, RefExpr)
            and node.callee.fullname == names.CLOSING
            and node.args
        ):
            for info, _ in self.receivers(node.args[0], scope):
                key = self.member(info, "close")
                if key is not None:
                    yield from self._run(key, "call", None)


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
            method = names.PROTOCOL_BUILTINS.get(node.fullname)
            return (node.name,) if method is None else (method,)
        if kind is TypeInfo:
            method = names.PROTOCOL_BUILTINS.get(node.fullname)
            return CONSTRUCTION if method is None else (method,)
    return ("__call__", *CONSTRUCTION)


def is_bound(fact: Fact, call: CallExpr | None) -> bool:
    """Whether a call of a stubbed function passes its first parameter by the dot."""
    first = fact.signatures[0].parameters[:1]
    if not first or first[0].name not in ("self", "cls"):
        return False
    callee = call.callee if call is not None else None
    receiver = callee.expr if isinstance(callee, MemberExpr) else None
    through_class = isinstance(receiver, RefExpr) and isinstance(receiver.node, TypeInfo)
    return not through_class or first[0].name == "cls"


def _iterator_of(info: TypeInfo) -> TypeInfo:
    """Return the class of what ``__iter__`` returns, on which ``__next__`` is looked up."""
    symbol = info.get("__iter__")
    node = symbol.node if symbol is not None else None
    if isinstance(node, Decorator):
        node = node.func
    if not isinstance(node, FuncDef) or not isinstance(node.type, CallableType):
        return info
    result = get_proper_type(node.type.ret_type)
    return result.type if isinstance(result, Instance) else info
