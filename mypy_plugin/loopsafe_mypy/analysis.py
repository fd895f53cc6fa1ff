"""One mypy run, seen from the plugin: modules come by and are summarised.

`Analysis.summarise` is the interface-time half: it finds the functions of a group of modules,
carries effects along their calls, and `store` puts each module's summary into the module itself.
The implementation-time half, `checking`, walks the declared bodies with what is known by then.
Each body is walked once, in one of the halves: unmarked ones are inferred, declared ones checked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from mypy.nodes import CallExpr, Expression, FuncItem, LambdaExpr, MypyFile, RefExpr, TypeInfo

from loopsafe._effects import Category, Effect
from loopsafe_mypy import compat, summary
from loopsafe_mypy.body import CALL, Body
from loopsafe_mypy.collect import collect
from loopsafe_mypy.config import Config
from loopsafe_mypy.definitions import local_functions
from loopsafe_mypy.dispatch import implementations, validated
from loopsafe_mypy.forms import mark_definition
from loopsafe_mypy.imports import groups_of, imported_by
from loopsafe_mypy.index import Alias, Function, ModuleIndex, with_inner
from loopsafe_mypy.infer import Edge, Fact, Solver, Witness, effect_of, seen_by_caller
from loopsafe_mypy.knowledge import Knowledge, short_name
from loopsafe_mypy.light import Beyond, LightTypes
from loopsafe_mypy.members import Scope
from loopsafe_mypy.names import SHORT_LOCKS, SLOTS, SUMMARY_SYMBOL
from loopsafe_mypy.operators import SPECIAL
from loopsafe_mypy.overrides import inherit, take_over
from loopsafe_mypy.relevance import Relevance, interest
from loopsafe_mypy.resolve import PARAMETER, Reached, Resolver
from loopsafe_mypy.returned import note_values
from loopsafe_mypy.slots import slots_taken
from loopsafe_mypy.typer import Types
from loopsafe_mypy.unknown import unknown_call
from loopsafe_mypy.untyped import Untyped, imported_names
from loopsafe_mypy.uses import ITEM, RESULT, is_use, use_of
from loopsafe_mypy.waiting import Waiting
from loopsafe_mypy.walk import Walked


class Analysis:
    """Everything the plugin remembers between two calls from mypy."""

    def __init__(self, config: Config, knowledge: Knowledge, *, keeps_trees: bool) -> None:
        """Start with nothing.

        Args:
            config: The project's configuration.
            knowledge: What is known of functions.
            keeps_trees: Whether mypy keeps syntax trees after a module is checked (the daemon).
        """
        self.config = config
        self._keeps_trees = keeps_trees
        self.knowledge = knowledge
        self.modules: dict[str, MypyFile] = {}
        self.beyond: Beyond | None = None
        """Knows types that no declaration gives."""
        self.untyped: Untyped | None = None
        self._near: set[str] = set()
        """Modules in which names may lead into such libraries."""
        """Knows libraries that mypy cannot see."""
        self.prepare: Callable[[list[ModuleIndex], Solver], None] | None = None
        """Called with each group of modules before the effects of their functions are inferred."""
        self.together: frozenset[str] = frozenset()
        """Modules that are inferred as one group, whether they import each other or not."""
        self._indexes: dict[str, ModuleIndex] = {}
        self._locals: dict[Walked, Function] = {}
        self._waiting: dict[str, list[tuple[Scope, int, Expression]]] = {}
        """Calls to look at when a function of that short name has an effect."""
        self._sites: dict[str, dict[tuple[str, Expression], Callable[[], None]]] = {}
        """Calls to look at when the function with that key uses another of its parameters."""
        self._wrapped: list[tuple[Function, Scope]] = []
        self._interest = interest(knowledge.names, frozenset())
        """What matters in the module at hand."""
        self._names: set[str] = set()
        """Short names of the functions whose effects are being inferred."""
        self._look_up_anew()
        self._start()

    def summarise(self, module: str) -> ModuleIndex | None:
        """Infer the effects of a module, and of those it forms an import cycle with.

        Returns:
            The functions of the module, or ``None`` if its syntax tree is not in memory.
        """
        self.knowledge.learn(self.modules)
        if module not in self.knowledge.summarised:
            if module in self.together:
                self._infer_group(sorted(self.together.intersection(self.modules)))
            else:
                for group in groups_of(module, self.modules, self.knowledge.summarised):
                    self._infer_group(group)
        if module not in self._indexes and self._keeps_trees:
            self._infer_group([module])
        return self._indexes.get(module)

    def _infer_group(self, group: list[str]) -> None:
        self._start()
        for name in group:
            index = self._indexes[name] = collect(self.modules[name], self.config)
            for function in index.functions:
                if function.category is Category.COROUTINE:
                    continue  # calling it runs nothing
                self._know(function)
                if isinstance(function.node, LambdaExpr):
                    self._locals[function.node] = function
            for alias in index.aliases:
                alias.fact = self.knowledge.join(alias.fact)
                self._names.add(short_name(alias.fact.key))
        self._look_beyond(group)
        for name in group:
            for function in self._indexes[name].functions:
                inherit(function, self.knowledge)
                self._note_marks(function)
            self._join_implementations(self._indexes[name])
            taken = slots_taken(self._indexes[name], self.knowledge)
            if taken:
                self.knowledge.join(Fact(name + SLOTS, name, " ".join(taken)))
        if self.prepare is not None:
            self.prepare([self._indexes[name] for name in group], self._solver)
        for name in group:
            special = self.knowledge.special_of(self._indexes[name].packages)
            self._interest = interest(self.knowledge.names, special)
            for function in self._indexes[name].functions:
                if function.category is None:
                    self._infer(function, self.light_types(function))
            for alias in self._indexes[name].aliases:
                if alias.fact.category is None:
                    self._infer_alias(alias)
        self._solve()
        self.knowledge.summarised.update(group)
        self._waiting = {}
        self._sites = {}

    def _look_beyond(self, group: list[str]) -> None:
        """Follow names into libraries that mypy cannot see, in modules that may use any.

        That is, in those that import them, or a module that has instances of their classes.
        """
        is_near = False
        for name in group:
            for fact in imported_names(self.modules[name], self.modules, self.knowledge):
                self.knowledge.add(fact)
                is_near = True
        if not self.knowledge.untyped:
            return
        if self.untyped is None:
            self.untyped = self.beyond = Untyped(self.knowledge, self.modules)
        self.resolver.callables.untyped = self.untyped
        holders = self.knowledge.holders
        if is_near or any(
            not holders.isdisjoint(imported_by(self.modules[name], self.modules)) for name in group
        ):
            self._near.update(group)
            for name in group:
                self.untyped.note_variables(self._indexes[name], self.light_types)

    def looks_beyond(self, function: Function) -> bool:
        """Whether names in a function may lead into a library that mypy cannot see."""
        return function.fact.module in self._near

    def _join_implementations(self, index: ModuleIndex) -> None:
        """Give functions the effects of others that are registered with them."""
        for function in index.functions:
            model = validated(function) if function.decorated is not None else None
            if model is not None:
                name = self.new_name(model, index.tree.fullname, function.front.shown)
                self._solver.call(Edge(name, is_step=False), function.front)
        for function, dispatcher in implementations(index.functions):
            declared = self.knowledge.facts.get(dispatcher)
            if declared is None or declared.module != index.tree.fullname:
                continue
            if declared.category is None:
                self._solver.call(Edge(declared), function.front)
            elif function.fact.category is None and function.front is function.fact:
                take_over(function, declared, self.knowledge)

    def _note_marks(self, function: Function) -> None:
        """Put what a marker says where other functions find it: into types."""
        if function.marks and function.decorated is not None:
            mark = function.marks[0]
            mark_definition(function.decorated, mark.category, mark.kind, self.modules)

    def _know(self, function: Function) -> None:
        """Make a function known by its name; the body keeps a fact of its own if it has one."""
        is_hidden = function.front is not function.fact
        function.front = self.knowledge.join(function.front)
        if not is_hidden:
            function.fact = function.front
        self._names.add(short_name(function.front.key))

    def _solve(self) -> None:
        """Carry effects along all calls that were noted, those of decorators included."""
        wrapped, self._wrapped = self._wrapped, []
        for function, scope in wrapped:
            self._wrap(function, scope)
        self._solver.run()

    def store(self, module: str) -> None:
        """Put a module's summary into the module, where mypy caches and hashes it."""
        tree = self.modules[module]
        text = summary.encode(self.knowledge.of_module(module))
        if compat.read_text(tree, SUMMARY_SYMBOL) != text:
            compat.write_text(tree, SUMMARY_SYMBOL, text, self.modules)

    def infer_inner(self, function: Function, types: Types) -> list[Function]:
        """Return the local functions of a declared function, unmarked ones inferred."""
        if function.inner is None:
            inner = self._inner(function)
            for item in inner:
                if item.category is None:
                    self._infer(item, types)
            self._solve()
            self._waiting = {}
            self._sites = {}
        return function.inner or []

    def light_types(self, function: Function) -> LightTypes:
        """Return the types that declarations give to the expressions of a function."""
        if function.light is None:
            outer = self.light_types(function.outer) if function.outer is not None else None
            node = function.node if isinstance(function.node, FuncItem) else None
            body = function.body
            beyond = self.beyond
            if beyond is self.untyped and not self.looks_beyond(function):
                beyond = None
            function.light = LightTypes(
                node, body.bindings, self.modules, outer, body.narrowed, beyond
            )
        return function.light

    def release(self, module: str) -> None:
        """Drop the syntax tree of a module: mypy frees it now."""
        index = self._indexes.pop(module, None)
        if index is not None:
            for function in list(with_inner(index.functions)):
                self._locals.pop(function.node, None)
                function.release()
            if not self._keeps_trees:
                self.knowledge.settle(module)

    def restart(self, modules: Iterable[str]) -> None:
        """Forget modules that the daemon must infer again, with their import cycles."""
        stale = {
            name
            for module in modules
            if module in self.modules
            for name in groups_of(module, self.modules, ())[-1]
        }
        for name in stale:
            self.release(name)
            self.knowledge.forget(name)
        if stale:
            # Together: they may depend on each other through modules that are not stale.
            self.knowledge.learn(self.modules)
            self._infer_group(sorted(stale))

    def _start(self) -> None:
        """Begin with nothing to solve; in the daemon, where classes change, with a new resolver."""
        if self._keeps_trees:
            self._look_up_anew()
        self._solver = Solver(self._look_again)
        self._waiting = {}
        self._sites = {}
        self._wrapped = []
        self._names = {RESULT[1:], ITEM[1:]}
        self._waits = Waiting(self._names, self.knowledge)

    def _look_up_anew(self) -> None:
        self.resolver = Resolver(self.knowledge, self._locals)
        self.relevance = Relevance(
            self.knowledge.facts, self.resolver.members, self.knowledge.protocols
        )

    def _infer(self, function: Function, types: Types) -> None:
        """Note what an unmarked function runs; look closely only at names that matter."""
        for inner in self._inner(function):
            if inner.category is None:
                light = isinstance(types, LightTypes)
                self._infer(inner, self.light_types(inner) if light else types)
        scope = Scope(function, types)
        body, quiet = function.body, self._waits.quiet
        for what, nodes in body.events.items():
            if what not in quiet:
                for name, node in self._waits.of(what, nodes):
                    self._waiting.setdefault(name, []).append((scope, what, node))
            if what not in self._interest.dormant:
                for node in self._relevant(what, nodes, types):
                    self._join(scope, what, node)
        if body.returned or body.stored or body.supers:
            note_values(self, scope)
        if function.wrappers:
            self._wrapped.append((function, scope))
        if self.config.any_strict:
            for call in body.events.get(CALL, ()):
                unknown = unknown_call(call, scope, self.resolver, self.knowledge)
                if unknown is not None:
                    self._solver.reaches(function.fact, *unknown)

    def _relevant(self, what: int, nodes: list[Expression], types: Types) -> list[Expression]:
        shallow = type(types) is LightTypes
        return self.relevance.relevant(what, nodes, self._interest, types, shallow=shallow)

    def _infer_alias(self, alias: Alias) -> None:
        """Note what a module's or class's name for a function runs when it is called."""
        holder = Function(LambdaExpr(), alias.fact)
        holder.use(Body())
        self.stands_for(alias.fact, alias.value, Scope(holder, LightTypes(None, {}, self.modules)))

    def stands_for(self, name: Fact, value: Expression, scope: Scope) -> None:
        """Note that calling a name (or a result, or an item) calls the value of an expression."""
        for target in self.resolver.callables.targets(value, scope):
            known = self.knowledge.facts.get(target.key)
            if known is name:
                continue
            if known is not None and not name.effects and not name.signatures:
                name.signatures = known.signatures
                name.origin = known.origin or known.shown
                name.mode = known.mode
            for reached in self.resolver.run(target, scope, name.mode):
                self._edge(name, reached, Effect.NONE, stands_for=True)
            self._again(target.key, (name.key, value), partial(self.stands_for, name, value, scope))

    def _wrap(self, function: Function, scope: Scope) -> None:
        """Note what runs in place of a decorated function when it is called."""
        below = function.fact
        for position, decorator in enumerate(function.wrappers, 1):
            is_last = position == len(function.wrappers)
            layer = function.front if is_last else Fact(f"{below.key}+", below.module, below.shown)
            self._wrap_once(layer, decorator, below, scope)
            below = layer

    def _wrap_once(self, layer: Fact, decorator: Expression, below: Fact, scope: Scope) -> None:
        targets = self.resolver.callables.decorated(decorator, below, scope)
        if targets is None:  # nothing is known of it: as if it were not there
            self._solver.call(Edge(layer, stands_for=True, is_step=False), below)
            return
        for target in targets:
            for reached in self.resolver.run(target, scope):
                # The decorator itself has run long ago, and does not show in the chain.
                via = reached.via[1:]
                edge = Edge(layer, Effect.NONE, via, True, False, reached.filled)  # noqa: FBT003
                self._solver.call(edge, reached.fact)
            again = partial(self._wrap_once, layer, decorator, below, scope)
            self._again(target.key, (layer.key, decorator), again)

    def _join(self, scope: Scope, what: int, node: Expression) -> None:
        caller = scope.function.fact
        harmless = scope.function.body.harmless.get(node, Effect.NONE)
        is_installed = caller.module in self.knowledge.installed or caller.module in self.together
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
        harmless |= reached.harmless
        if reached.solved:
            edge = Edge(caller, harmless, reached.via, stands_for, filled=reached.filled)
            self._solver.call(edge, fact)
            return
        for key, witness in reached.effects.items():
            if fact is PARAMETER:
                self._solver.reaches(caller, use_of(key).behind(harmless).key, witness)
            elif not effect_of(key) & harmless:
                seen = seen_by_caller(fact.shown, witness)
                for name in reversed(reached.via):
                    seen = seen_by_caller(name, seen)
                self._solver.reaches(caller, key, seen)

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
            matters, wanted = self.relevance.matters, self._interest
            for scope, what, node in self._waiting.pop(name, ()):
                types, shallow = scope.types, type(scope.types) is LightTypes
                # All constructors have one name, and this one may have its effect later.
                if _constructs(node) or matters(what, node, wanted, types, shallow=shallow):
                    self._join(scope, what, node)
        if is_use(key):
            for look in list(self._sites.get(fact.key, {}).values()):
                look()

    def new_name(self, key: str, module: str, shown: str) -> Fact:
        """Return the fact about something that is not defined but can be called: a result."""
        self._names.add(short_name(key))
        return self.knowledge.facts.get(key) or self.knowledge.join(Fact(key, module, shown))

    def same(self, name: Fact, known: Fact) -> None:
        """Note that a name is just another one for a known function."""
        self._solver.call(Edge(name, stands_for=True, is_step=False), known)

    def reaches(self, fact: Fact, key: str) -> None:
        """Note an effect that a function has of itself."""
        self._solver.reaches(fact, key, Witness(0, ()))

    def _inner(self, function: Function) -> list[Function]:
        """Return the local functions, lambdas and local methods of a function."""
        if function.inner is None:
            if not function.body.inner:
                function.inner = []
                return function.inner
            settings = self.config.for_module(function.fact.module)
            index = self._indexes.get(function.fact.module)
            config = index.config if index is not None else self.config
            function.inner = local_functions(function, config, settings)
            for inner in function.inner:
                self._locals[inner.node] = inner
                self.knowledge.facts.pop(inner.front.key, None)  # of an earlier run of the daemon
                self._know(inner)
        return function.inner


def _constructs(node: Expression) -> bool:
    """Whether an event is a call of a class."""
    callee = node.callee if isinstance(node, CallExpr) else None
    return isinstance(callee, RefExpr) and isinstance(callee.node, TypeInfo)
