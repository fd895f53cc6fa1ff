"""From an event to the functions it may run.

A `Resolver` answers, for the events of a function, which known functions run and with what
effects: calls, properties, ``with``, iteration, operators and the other places where Python calls
for you. `relevance` says which events need no look at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from mypy.nodes import (
    CallExpr,
    Expression,
    GeneratorExpr,
    MemberExpr,
    NameExpr,
    RefExpr,
    TypeInfo,
    Var,
)
from mypy.types import Instance, get_proper_type

from loopsafe._effects import Context, Effect
from loopsafe_mypy import names
from loopsafe_mypy.arguments import fitting, given, gives_unseen, passed
from loopsafe_mypy.asked import KEYS, waits_not
from loopsafe_mypy.body import (
    APPLY,
    ASSIGNED,
    CALL,
    CONTAINS,
    DELETE,
    DROPPED,
    ENTER,
    GET,
    ITERATE,
    SET,
)
from loopsafe_mypy.callables import MAX_FOLLOWED, Callables, Frame, Target, parameter
from loopsafe_mypy.index import Function
from loopsafe_mypy.infer import (
    Effects,
    Fact,
    Mode,
    Witness,
    declared_effects,
    effect_of,
    seen_by_caller,
)
from loopsafe_mypy.knowledge import Knowledge
from loopsafe_mypy.members import ITERATED_TYPES, Scope, iterator_of
from loopsafe_mypy.operators import operands, with_fallbacks
from loopsafe_mypy.relevance import SPECIAL_METHODS
from loopsafe_mypy.uses import DEFAULT, HANDED, PRODUCED, How, is_use, use_of
from loopsafe_mypy.values import called_method, parts_of
from loopsafe_mypy.walk import Walked
from loopsafe_mypy.way import Way

PARAMETER = Fact("<parameter>", "", "a parameter")
"""Stands for what a caller will pass."""

ENTERED_TYPES = frozenset({"contextlib.AbstractContextManager", "typing.ContextManager"})


class Reached(NamedTuple):
    """A function that an event runs, and the effects that this has."""

    fact: Fact
    effects: Effects
    solved: bool = True
    """Whether the effects are those of the fact as a whole (and grow with it)."""
    via: tuple[str, ...] = ()
    """The functions that pass the call on, as shown: ``sorted`` in ``sorted(key=load)``."""
    filled: tuple[str, ...] = ()
    """The functions whose parameters this call fills in."""
    harmless: Effect = Effect.NONE
    """Effects that do not matter, because a check stands before the call further down."""

    def as_called(self) -> tuple[str, Effects]:
        """Return what is called, as shown, and what a call of it does."""
        if not self.via:
            return self.fact.shown, self.effects
        first, *rest = self.via
        found: Effects = {}
        for key, witness in self.effects.items():
            seen = seen_by_caller(self.fact.shown, witness)
            for name in reversed(rest):
                seen = seen_by_caller(name, seen)
            found[key] = seen
        return first, found


def without(reached: Reached, harmless: Effect) -> Reached:
    """Return what is reached, less the effects that do not matter there."""
    kept = {key: value for key, value in reached.effects.items() if not effect_of(key) & harmless}
    return reached._replace(effects=kept, harmless=reached.harmless | harmless)


class Resolver:
    """Looks events up in what is known."""

    def __init__(self, knowledge: Knowledge, locals_: Mapping[Walked, Function]) -> None:
        """Start with nothing looked up.

        Args:
            knowledge: What is known of functions.
            locals_: The local functions and lambdas whose bodies are in memory.
        """
        self._knowledge = knowledge
        self._facts = knowledge.facts
        self._locals = locals_
        self.callables = Callables(knowledge, locals_)
        self.members = self.callables.members

    def reach(self, what: int, node: Expression, scope: Scope) -> Iterator[Reached]:  # noqa: C901
        """Yield the known functions that an event runs."""
        if what == CALL and type(node) is CallExpr:
            for target in self.callables.targets(node.callee, scope):
                for item in self._run(target, "call", node, scope):
                    key = item.fact.key
                    is_ready = key in KEYS and waits_not(key, node, scope.nodes())
                    yield without(item, Effect.BLOCKS) if is_ready else item
            if type(node.callee) is MemberExpr and node.callee.name in names.RESUMING:
                yield from self._produced(node.callee.expr, "iterate", scope)
            method = called_method(node)
            if method is not None:
                for info, _ in self.members.receivers(method[0], scope):
                    yield from self._methods(info, method[1])
            elif node.args and getattr(node.callee, "fullname", "") in names.REPLACING:
                for info, _ in self.members.receivers(node.args[0], scope):
                    for key in self.members.constructors(info):
                        if not key.endswith(names.FACTORY):  # the object has all values
                            yield from self._run(Target(key), "call", None, scope)
        elif what == ITERATE:
            yield from self._iterate(node, scope)
        elif what == ENTER:
            yield from self._enter(node, scope)
        elif what == CONTAINS:
            yield from self._produced(node, "iterate", scope)
            yield from self._special(node, "__contains__", scope)
        elif what in SPECIAL_METHODS:
            for name in SPECIAL_METHODS[what]:
                yield from self._special(node, name, scope)
        elif what == APPLY:
            if isinstance(node, RefExpr):
                for target in self.callables.targets(node, scope):
                    yield from self._run(target, "call", None, scope)
        elif what in (GET, SET, DELETE):
            for key in self.members.accessors(what, node, scope):
                yield from self._run(Target(key), "call", None, scope)
        else:
            for operand, name in operands(what, node):
                yield from self._special(operand, name, scope)

    def run(
        self, target: Target, scope: Scope, mode: str = "call", way: Way | None = None
    ) -> Iterator[Reached]:
        """Yield what runs when a target is called with arguments that are not known.

        Args:
            target: The target.
            scope: The function it is called in.
            mode: When its body runs: only a target that runs then does anything.
            way: Shared by the targets of one value: what several of them lead to counts once.
        """
        yield from self._run(target, mode, None, scope, way)

    def _run(
        self,
        target: Target,
        mode: str,
        call: CallExpr | None,
        scope: Scope,
        way: Way | None = None,
    ) -> Iterator[Reached]:
        key, way = target.key, way or Way()
        if is_use(key):
            use = use_of(key)
            if call is not None and scope.function.body.fates.get(call) == DROPPED:
                yield _used(use._replace(how="drop").key)
            yield _used(key)
            return
        fact = self._facts.get(key)
        if fact is None:
            return
        if key.endswith(names.FACTORY):
            if call is not None and self.members.supplied(key, call):
                return
            call = None  # its arguments are for the constructor
        if fact.signatures:
            yield from self._stubbed(fact, mode, call, scope, way)
            return
        if fact.mode != mode:
            return
        uses = sorted(name for name in fact.effects if is_use(name))
        if not uses:
            yield Reached(fact, fact.effects)
            return
        frames = target.frames if call is None else ((key, call), *target.frames)
        yield Reached(fact, fact.effects, filled=tuple(owner for owner, _ in frames))
        for name in uses:
            yield from self._filled(fact, name, frames, scope, way)

    def _filled(
        self,
        fact: Fact,
        name: str,
        frames: tuple[Frame, ...],
        scope: Scope,
        way: Way,
    ) -> Iterator[Reached]:
        """Yield what a function does with what it is given at a call."""
        use = use_of(name)
        via = (fact.shown, *fact.effects[name].path)
        left_out = use.how == "call"
        for owner, source in frames:
            if owner != use.owner:
                continue
            if isinstance(source, Fact):
                left_out = False
                yield without(Reached(source, source.effects, via=via), use.harmless)
                continue
            left_out = left_out and not gives_unseen(source)
            for argument in given(use, source):
                left_out = False
                for item in self._given(argument, use.how, via, scope, Way(way, use.harmless)):
                    yield without(item, use.harmless) if use.harmless else item
        default = self._facts.get(f"{use.owner}.{use.name}{DEFAULT}") if left_out else None
        if default is not None:
            yield without(Reached(default, default.effects, via=via), use.harmless)

    def _given(
        self,
        argument: Expression,
        how: How,
        via: tuple[str, ...],
        scope: Scope,
        way: Way,
    ) -> Iterator[Reached]:
        """Yield what a function runs by using an argument."""
        if how == "iterate":
            found = self._iterate(argument, scope, way)
        elif how == "enter":
            found = self._enter(argument, scope)
        else:
            found = self._called_back(argument, how, scope, way)
        for item in found:
            if item.fact is PARAMETER:
                steps = {key: Witness(len(via), via) for key in item.effects}
                yield item._replace(effects=steps)
            else:
                yield item._replace(via=via + item.via)

    def _called_back(
        self, argument: Expression, how: How, scope: Scope, way: Way
    ) -> Iterator[Reached]:
        found = self.callables.targets(argument, scope)
        # All of them first, and then what they lead to: the shortest way there is to be shown.
        for target in [item for item in found if is_use(item.key) or way.goes_on(item, "call")]:
            if is_use(target.key):
                yield _used(use_of(target.key)._replace(how=how).key)
            elif how == "call":
                yield from self._run(target, "call", None, scope, way)

    def _stubbed(
        self,
        fact: Fact,
        mode: str,
        call: CallExpr | None,
        scope: Scope,
        way: Way,
    ) -> Iterator[Reached]:
        """Yield a stubbed function with the effects that the arguments decide on."""
        bound = is_bound(fact, call)
        signature = fitting(fact.signatures, call, bound=bound, types=scope.types)
        if fact.mode == mode:
            effects = declared_effects(signature.category, signature.kind, signature.instead)
            if fact.origin:
                effects = {
                    name: seen_by_caller(fact.origin, item) for name, item in effects.items()
                }
            yield Reached(fact, effects, solved=False)
        if call is None:
            return
        if fact.mode != mode == "call":  # it does its work later, but hands over at once
            yield Reached(fact, {}, solved=False)
        used_when = "iterate" if fact.key in self.members.lazy else fact.mode
        for parameter_, argument in passed(signature, call, bound=bound):
            if parameter_.form is not None and mode == "call":
                yield from self._handed(argument, parameter_.form, fact, scope)
            for method in parameter_.uses if mode == used_when else ():
                if method == "__call__":
                    yield from self._given(argument, "call", (fact.shown,), scope, Way(way))
                elif method == "__next__":
                    yield from self._iterate(argument, scope, Way(way))
                elif method != "__iter__" or "__next__" not in parameter_.uses:
                    yield from self._special(argument, method, scope)

    def _handed(
        self, argument: Expression, context: Context, fact: Fact, scope: Scope
    ) -> Iterator[Reached]:
        """Yield the parameters of the caller that are handed to a thread."""
        for target in self.callables.targets(argument, scope):
            if is_use(target.key):
                keys = [target.key]
            else:  # a lambda may call a parameter of the function around it
                known = self._facts.get(target.key)
                keys = [key for key in known.effects if is_use(key)] if known is not None else []
            for key in keys:
                use = use_of(key)
                if use.owner != target.key and use.happens_in(context):
                    handed = use._replace(how=HANDED[context], harmless=Effect.NONE)
                    yield Reached(PARAMETER, {handed.key: Witness(1, (fact.shown,))}, solved=False)

    def _iterate(self, node: Expression, scope: Scope, way: Way | None = None) -> Iterator[Reached]:
        way = way or Way()
        if way.depth > MAX_FOLLOWED:
            return
        yield from self._produced(node, "iterate", scope, way)
        yield from self._special(node, "__iter__", scope)
        yield from self._special(node, "__next__", scope)
        yield from self._given_protocol(node, "iterate", ITERATED_TYPES, scope)

    def _enter(self, node: Expression, scope: Scope) -> Iterator[Reached]:
        yield from self._produced(node, "enter", scope)
        yield from self._special(node, "__enter__", scope)
        yield from self._special(node, "__exit__", scope)
        yield from self._given_protocol(node, "enter", ENTERED_TYPES, scope)
        if (
            type(node) is CallExpr
            and isinstance(node.callee, RefExpr)
            and node.callee.fullname == names.CLOSING
            and node.args
        ):
            for info, _ in self.members.receivers(node.args[0], scope):
                yield from self._methods(info, "close")

    def _given_protocol(
        self, node: Expression, how: How, types: frozenset[str], scope: Scope
    ) -> Iterator[Reached]:
        """Yield the use of a parameter whose type says no more than what is done with it."""
        if type(node) is NameExpr and type(node.node) is Var:
            use = parameter(node.node, scope)
            if use is not None:
                found = get_proper_type(node.node.type) if node.node.type else None
                if type(found) is Instance and found.type.fullname in types:
                    yield _used(use._replace(how=how).key)

    def _produced(
        self,
        node: Expression,
        mode: Mode,
        scope: Scope,
        way: Way | None = None,
    ) -> Iterator[Reached]:
        """Yield the functions whose bodies run when what they returned is used."""
        way = way or Way()
        if type(node) is CallExpr:
            if _is_iter(node):
                yield from self._iterate(node.args[0], scope, Way(way))
            for target in self.callables.targets(node.callee, scope):
                if not way.goes_on(target, mode, node):
                    continue
                yield from self._run(target, mode, node, scope, way)
                if self._knowledge.produced(target.key, mode) is not None:
                    frames = ((target.key, node), *target.frames)
                    passed_on = Target(target.key + PRODUCED, frames)
                    yield from self._run(passed_on, mode, None, scope, way)
        elif type(node) is NameExpr and type(node.node) is Var and node.node not in way.variables:
            way.variables.add(node.node)
            for binding in scope.bindings(node.node):
                if binding.how == ASSIGNED:
                    yield from self._produced(binding.value, mode, scope, way)
        elif type(node) is GeneratorExpr:
            lazy = self._locals.get(node)
            if lazy is not None:
                yield from self._run(Target(lazy.fact.key), mode, None, scope)
        else:
            for part in parts_of(node):
                yield from self._produced(part, mode, scope, way)

    def _special(self, node: Expression, method: str, scope: Scope) -> Iterator[Reached]:
        """Yield what a special method that Python calls on the value of an expression runs."""
        relevant = self._knowledge.names
        tried = with_fallbacks(method)
        if not any(name in relevant for name in tried):
            return
        for info, is_class in self.members.receivers(node, scope):
            if is_class:
                continue
            holder = iterator_of(info) if method == "__next__" else info
            for name in tried:
                key = self.members.member(holder, name)
                if key is not None and not key.startswith("builtins.object."):
                    yield from self._methods(holder, name)
                    if key not in names.ASKING_FOR_MISSING:
                        break

    def _methods(self, info: TypeInfo, name: str) -> Iterator[Reached]:
        for key in self.members.methods(info, name):
            for ran in (key, key + PRODUCED) if name == "__iter__" else (key,):
                fact = self._facts.get(ran)
                if fact is not None and fact.mode in ("call", "iterate"):
                    yield Reached(fact, fact.effects)


def _used(key: str) -> Reached:
    return Reached(PARAMETER, {key: Witness(0, ())}, solved=False)


def _is_iter(call: CallExpr) -> bool:
    """Whether a call is ``iter(x)``, which goes through ``x`` once it is iterated over."""
    callee = call.callee
    is_named = isinstance(callee, RefExpr) and callee.fullname == "builtins.iter"
    return is_named and len(call.args) == 1


def is_bound(fact: Fact, call: CallExpr | None) -> bool:
    """Whether a call of a stubbed function passes its first parameter by the dot."""
    first = fact.signatures[0].parameters[:1]
    if not first or first[0].name not in ("self", "cls"):
        return False
    callee = call.callee if call is not None else None
    receiver = callee.expr if type(callee) is MemberExpr else None
    through_class = isinstance(receiver, RefExpr) and isinstance(receiver.node, TypeInfo)
    constructs = fact.key.endswith((".__init__", ".__new__"))
    return constructs or not through_class or first[0].name == "cls"
