"""What functions run: the calls in unmarked ones, and the effects that come along them.

Most calls lead to nothing that has an effect. So names are looked at first: a call is resolved only
if its name is that of something that matters, or once a function of that name turns out to.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import chain

from mypy.nodes import Expression, LambdaExpr, MemberExpr
from mypy.types import Instance

from loopsafe._effects import Effect
from loopsafe_mypy.body import CALL, ENTER, Body, Wanted
from loopsafe_mypy.index import Alias, Function, ModuleIndex
from loopsafe_mypy.infer import Edge, Fact, Solver, Witness, effect_of, seen_by_caller
from loopsafe_mypy.knowledge import short_name
from loopsafe_mypy.light import LightTypes
from loopsafe_mypy.members import Scope
from loopsafe_mypy.names import CONTEXT_DECORATOR, SHORT_LOCKS
from loopsafe_mypy.operators import SPECIAL
from loopsafe_mypy.program import Program
from loopsafe_mypy.relevance import Relevance, interest
from loopsafe_mypy.resolve import PARAMETER, Reached, Resolver
from loopsafe_mypy.returned import note_defaults, note_values
from loopsafe_mypy.typer import Types
from loopsafe_mypy.unknown import unknown_call
from loopsafe_mypy.uses import ITEM, RESULT, is_use, use_of
from loopsafe_mypy.waiting import Waiting
from loopsafe_mypy.way import Way


class CallGraph:
    """The calls of the modules that are inferred together, and of their declared functions."""

    def __init__(self, program: Program, resolver: Resolver, relevance: Relevance) -> None:
        """Start without a call.

        Args:
            program: The modules.
            resolver: Knows what a call runs.
            relevance: Knows which calls may matter.
        """
        self._program = program
        self.knowledge = program.knowledge
        self.resolver = resolver
        self._relevance = relevance
        self.solver = Solver()
        self._waiting: dict[str, list[tuple[Scope, int, Expression]]] = {}
        """Calls to look at when a function of that short name (a constructor: of that full name)
        has an effect."""
        self._sites: dict[str, dict[tuple[str, Expression], Callable[[], None]]] = {}
        """Calls to look at when the function with that key uses another of its parameters."""
        self._wrapped: list[tuple[Function, Scope]] = []
        self._names = {RESULT[1:], ITEM[1:]}
        """Short names of the functions whose effects are being inferred."""
        self._late: set[str] = set()
        """Those of them that became known while calls were noted."""
        self._keys: set[str] = set()
        """The full names of these functions."""
        self._scopes: list[Scope] = []
        """The functions whose calls were noted."""
        self._waits = Waiting(self._names, self._keys, self.knowledge, resolver.members)
        self._entered: ModuleIndex | None = None
        self._interest = interest(self.knowledge.names, frozenset())
        """What matters in the module at hand."""

    def know(self, function: Function) -> None:
        """Make a function known by its name; the body keeps a fact of its own if it has one."""
        is_hidden = function.front is not function.fact
        function.front = self.knowledge.join(function.front)
        if not is_hidden:
            function.fact = function.front
        self._names.add(short_name(function.front.key))
        self._keys.add(function.front.key)

    def know_alias(self, alias: Alias) -> None:
        """Make another name for a function known."""
        alias.fact = self.knowledge.join(alias.fact)
        self._names.add(short_name(alias.fact.key))
        self._keys.add(alias.fact.key)

    def enter(self, index: ModuleIndex) -> None:
        """Go on with a module: what matters there depends on the packages that it uses."""
        if index is not self._entered:
            self._entered = index
            special = self.knowledge.special_of(index.packages)
            self._interest = interest(self.knowledge.names, special)

    def wanted(self) -> Wanted:
        """Return what to note in the bodies of the module at hand."""
        return self._relevance.wanted(self._interest, self._names)

    def add(self, function: Function, types: Types) -> None:
        """Note what an unmarked function runs; look closely only at names that matter."""
        for inner in self.inner(function):
            if inner.category is None:
                light = isinstance(types, LightTypes)
                self.add(inner, self._program.light_types(inner) if light else types)
        scope = Scope(function, types)
        self._scopes.append(scope)
        body, quiet = function.body, self._waits.quiet
        for what, nodes in body.events.items():
            if what not in quiet:
                for name, node in self._waits.of(what, nodes):
                    self._waiting.setdefault(name, []).append((scope, what, node))
            if what not in self._interest.dormant:
                shallow = type(types) is LightTypes
                relevant = self._relevance.relevant
                for node in relevant(what, nodes, self._interest, types, shallow=shallow):
                    self._join(scope, what, node)
        note_defaults(self, scope)
        if body.returned or body.stored or body.supers:
            note_values(self, scope)
        if function.wrappers:
            self._wrapped.append((function, scope))
        if self._program.config.any_strict:
            for call in body.events.get(CALL, ()):
                unknown = unknown_call(call, scope, self.resolver, self.knowledge)
                if unknown is not None:
                    self.solver.reaches(function.fact, *unknown)

    def add_alias(self, alias: Alias) -> None:
        """Note what a module's or class's name for a function runs when it is called."""
        holder = Function(LambdaExpr(), alias.fact)
        holder.use(Body())
        types = LightTypes(None, {}, self._program.modules)
        self.stands_for(alias.fact, alias.value, Scope(holder, types))

    def inner(self, function: Function) -> list[Function]:
        """Return the local functions, lambdas and local methods of a function."""
        if function.inner is None:
            function.inner = []
            if function.body.inner:
                function.inner = self._program.local_functions(function)
            for inner in function.inner:
                self.knowledge.facts.pop(inner.front.key, None)  # of an earlier run of the daemon
                self.know(inner)
        return function.inner

    def solve(self) -> None:
        """Carry effects along all calls that were noted, those of decorators included."""
        wrapped, self._wrapped = self._wrapped, []
        for function, scope in wrapped:
            self._wrap(function, scope)
        if self._late:
            self._await_late()
        self._scopes = []
        self.solver.run(self._look_again)
        self._waiting = {}
        self._sites = {}

    def _await_late(self) -> None:
        """Have calls wait for attributes that turned out to hold functions after they were noted.

        No class defines a method of that name, so nothing else than the attribute is called by it.
        """
        late, self._late = self._late, set()
        for scope in self._scopes:
            body = scope.function.body
            for call in chain(body.events.get(CALL, ()), body.quiet):
                callee = call.callee
                if type(callee) is MemberExpr and callee.node is None and callee.name in late:
                    self._waiting.setdefault(callee.name, []).append((scope, CALL, call))

    def stands_for(self, name: Fact, value: Expression, scope: Scope) -> None:
        """Note that calling a name (or a result, or an item) calls the value of an expression."""
        way = Way()
        for target in self.resolver.callables.targets(value, scope):
            known = self.knowledge.facts.get(target.key)
            if known is name:
                continue
            if known is not None and not name.effects and not name.signatures:
                name.signatures = known.signatures
                name.origin = known.origin or known.shown
                name.mode = known.mode
            for reached in self.resolver.run(target, scope, name.mode, way):
                self._edge(name, reached, Effect.NONE, stands_for=True)
            self._again(target.key, (name.key, value), partial(self.stands_for, name, value, scope))

    def new_name(self, key: str, module: str, shown: str) -> Fact:
        """Return the fact about something that is not defined but can be called: a result."""
        self._keys.add(key)
        name = short_name(key)
        if name not in self._names:
            self._names.add(name)
            if not name.startswith("<"):
                self._late.add(name)
        return self.knowledge.facts.get(key) or self.knowledge.join(Fact(key, module, shown))

    def same(self, name: Fact, known: Fact) -> None:
        """Note that a name is just another one for a known function."""
        self.solver.call(Edge(name, stands_for=True, is_step=False), known)

    def passes_on(self, produced: Fact, reached: Reached) -> None:
        """Note what using a function's result runs."""
        self._edge(produced, reached, Effect.NONE)

    def reaches(self, fact: Fact, key: str) -> None:
        """Note an effect that a function has of itself."""
        self.solver.reaches(fact, key, Witness(0, ()))

    def _wrap(self, function: Function, scope: Scope) -> None:
        """Note what runs in place of a decorated function when it is called."""
        below = function.fact
        for position, decorator in enumerate(function.wrappers, 1):
            is_last = position == len(function.wrappers)
            layer = function.front if is_last else Fact(f"{below.key}+", below.module, below.shown)
            self._wrap_once(layer, decorator, below, scope)
            below = layer

    def _wrap_once(self, layer: Fact, decorator: Expression, below: Fact, scope: Scope) -> None:
        made = scope.types.type_of(decorator)
        if type(made) is Instance and made.type.has_base(CONTEXT_DECORATOR):
            for reached in self.resolver.reach(ENTER, decorator, scope):
                self._edge(layer, reached, Effect.NONE)
        targets = self.resolver.callables.decorated(decorator, below, scope)
        if targets is None:  # nothing is known of it: as if it were not there
            self.solver.call(Edge(layer, stands_for=True, is_step=False), below)
            return
        for target in targets:
            for reached in self.resolver.run(target, scope):
                # The decorator itself has run long ago, and does not show in the chain.
                via = reached.via[1:]
                edge = Edge(layer, Effect.NONE, via, True, False, reached.filled)  # noqa: FBT003
                self.solver.call(edge, reached.fact)
            again = partial(self._wrap_once, layer, decorator, below, scope)
            self._again(target.key, (layer.key, decorator), again)

    def _join(self, scope: Scope, what: int, node: Expression) -> None:
        caller = scope.function.fact
        harmless = scope.function.body.harmless.get(node, Effect.NONE)
        program = self._program
        is_installed = (
            caller.module in self.knowledge.installed or caller.module in program.together
        )
        for reached in self.resolver.reach(what, node, scope):
            if is_installed and reached.fact.key in SHORT_LOCKS:
                continue
            self._edge(caller, reached, harmless)
            if what == CALL and reached.solved:
                key = reached.fact.key
                self._again(key, (caller.key, node), partial(self._join, scope, what, node))

    def _edge(
        self, caller: Fact, reached: Reached, harmless: Effect, *, stands_for: bool = False
    ) -> None:
        fact = reached.fact
        if reached.harmless is not Effect.NONE:
            harmless |= reached.harmless
        if reached.solved:
            edge = Edge(caller, harmless, reached.via, stands_for, filled=reached.filled)
            self.solver.call(edge, fact)
            return
        for key, witness in reached.effects.items():
            if fact is PARAMETER:
                self.solver.reaches(caller, use_of(key).behind(harmless).key, witness)
            elif harmless is Effect.NONE or not effect_of(key) & harmless:
                seen = seen_by_caller(fact.shown, witness)
                for name in reversed(reached.via):
                    seen = seen_by_caller(name, seen)
                self.solver.reaches(caller, key, seen)

    def _again(self, key: str, site: tuple[str, Expression], look: Callable[[], None]) -> None:
        """Have a call looked at again when the called function has a new use of a parameter."""
        fact = self.knowledge.facts.get(key)
        if fact is not None and fact.module not in self.knowledge.summarised:
            self._sites.setdefault(key, {})[site] = look

    def _look_again(self, fact: Fact, key: str) -> None:
        """A function turned out to have an effect: look at the calls that may mean it."""
        if fact.key in self.knowledge.facts:
            name = self.knowledge.announce(fact)
            if name in SPECIAL:
                known = self._interest
                self._interest = interest(known.names, known.special | {name})
            matters, wanted = self._relevance.matters, self._interest
            for scope, what, node in self._waiting.pop(name, ()):
                types, shallow = scope.types, type(scope.types) is LightTypes
                if matters(what, node, wanted, types, shallow=shallow):
                    self._join(scope, what, node)
            for waiting in self._waiting.pop(fact.key, ()):
                self._join(*waiting)
        if is_use(key):
            for look in list(self._sites.get(fact.key, {}).values()):
                look()
