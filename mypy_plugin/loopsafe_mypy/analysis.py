"""One mypy run, seen from the plugin: modules come by and are summarised.

`Analysis.summarise` is the interface-time half: it finds the functions of a group of modules,
carries effects along their calls, and `store` puts each module's summary into the module itself.
The implementation-time half, `checking`, walks the declared bodies with what is known by then.
Each body is walked once, in one of the halves: unmarked ones are inferred, declared ones checked.
"""

from __future__ import annotations

from collections.abc import Iterable

from mypy.nodes import Expression, FuncItem, LambdaExpr, MypyFile

from loopsafe._effects import Category, Effect
from loopsafe_mypy import compat, summary
from loopsafe_mypy.body import CALL, Body
from loopsafe_mypy.config import Config
from loopsafe_mypy.imports import groups_of
from loopsafe_mypy.index import (
    Alias,
    Function,
    ModuleIndex,
    collect,
    local_functions,
    with_inner,
)
from loopsafe_mypy.infer import Fact, Solver, effect_of, seen_by_caller
from loopsafe_mypy.knowledge import Knowledge, short_name
from loopsafe_mypy.light import LightTypes
from loopsafe_mypy.members import Scope
from loopsafe_mypy.names import SUMMARY_SYMBOL
from loopsafe_mypy.resolve import Resolver
from loopsafe_mypy.typer import Types
from loopsafe_mypy.unknown import unknown_call
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
        self._indexes: dict[str, ModuleIndex] = {}
        self._locals: dict[Walked, Function] = {}
        self.resolver = Resolver(knowledge, self._locals)
        self._solver = Solver(self._look_again)
        self._waiting: dict[str, list[tuple[Scope, int, Expression]]] = {}
        self._names: set[str] = set()
        """Short names of the functions whose effects are being inferred."""

    def summarise(self, module: str) -> ModuleIndex | None:
        """Infer the effects of a module, and of those it forms an import cycle with.

        Returns:
            The functions of the module, or ``None`` if its syntax tree is not in memory.
        """
        self.knowledge.learn(self.modules)
        if module not in self.knowledge.summarised:
            for group in groups_of(module, self.modules, self.knowledge.summarised):
                self._infer_group(group)
        if module not in self._indexes and self._keeps_trees:
            self._infer_group([module])
        return self._indexes.get(module)

    def _infer_group(self, group: list[str]) -> None:
        self._start()
        for name in group:
            index = self._indexes[name] = collect(self.modules[name], self.config)
            items: list[Function | Alias] = [*index.functions, *index.aliases]
            for item in items:
                if item.fact.category is Category.COROUTINE:
                    continue  # calling it runs nothing
                item.fact = self.knowledge.join(item.fact)
                self._names.add(short_name(item.fact.key))
            for function in index.functions:
                if isinstance(function.node, LambdaExpr):
                    self._locals[function.node] = function
        for name in group:
            for function in self._indexes[name].functions:
                if function.category is None:
                    self._infer(function, self.light_types(function))
            for alias in self._indexes[name].aliases:
                if alias.fact.category is None:
                    self._infer_alias(alias)
        self._solver.run()
        self.knowledge.summarised.update(group)
        self._waiting = {}

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
            self._solver.run()
            self._waiting = {}
        return function.inner or []

    def light_types(self, function: Function) -> LightTypes:
        """Return the types that declarations give to the expressions of a function."""
        if function.light is None:
            outer = self.light_types(function.outer) if function.outer is not None else None
            node = function.node if isinstance(function.node, FuncItem) else None
            function.light = LightTypes(node, function.body.bindings, self.modules, outer)
        return function.light

    def release(self, module: str) -> None:
        """Drop the syntax tree of a module: mypy frees it now."""
        index = self._indexes.pop(module, None)
        if index is not None:
            for function in list(with_inner(index.functions)):
                self._locals.pop(function.node, None)
                function.release()

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
        for name in sorted(stale):
            self.summarise(name)

    def _start(self) -> None:
        """Begin with a fresh resolver: classes may have changed since the last group."""
        self.resolver = Resolver(self.knowledge, self._locals)
        self._solver = Solver(self._look_again)
        self._waiting = {}
        self._names = set()

    def _infer(self, function: Function, types: Types) -> None:
        """Note what an unmarked function runs; look closely only at names that matter."""
        for inner in self._inner(function):
            if inner.category is None:
                light = isinstance(types, LightTypes)
                self._infer(inner, self.light_types(inner) if light else types)
        scope = Scope(function, types)
        resolver = self.resolver
        for what, nodes in function.body.events.items():
            for name, node in resolver.waiting(what, nodes, self._names):
                self._waiting.setdefault(name, []).append((scope, what, node))
            for node in resolver.relevant(what, nodes, self.knowledge.names):
                self._join(scope, what, node)
        if self.config.any_strict:
            for call in function.body.events.get(CALL, ()):
                unknown = unknown_call(call, scope, resolver, self.knowledge)
                if unknown is not None:
                    self._solver.reaches(function.fact, *unknown)

    def _infer_alias(self, alias: Alias) -> None:
        """Note what a module's or class's name for a function runs when it is called."""
        holder = Function(LambdaExpr(), alias.fact)
        holder.use(Body())
        scope = Scope(holder, LightTypes(None, {}, self.modules))
        for key in self.resolver.callees(alias.value, scope):
            known = self.knowledge.facts.get(key)
            if known is not None and known is not alias.fact and known.mode == "call":
                if known.signatures and not alias.fact.effects:
                    alias.fact.signatures = known.signatures
                    alias.fact.origin = known.origin or known.shown
                self._solver.call(alias.fact, known)

    def _join(self, scope: Scope, what: int, node: Expression) -> None:
        caller = scope.function.fact
        harmless = scope.function.body.harmless.get(node, Effect.NONE)
        for fact, effects, solved in self.resolver.reach(what, node, scope):
            if solved:
                self._solver.call(caller, fact, harmless)
            else:
                for key, witness in effects.items():
                    if not effect_of(key) & harmless:
                        self._solver.reaches(caller, key, seen_by_caller(fact.shown, witness))

    def _look_again(self, fact: Fact) -> None:
        """A function turned out to have an effect: look at the calls that may mean it."""
        name = self.knowledge.announce(fact)
        for scope, what, node in self._waiting.pop(name, ()):
            self._join(scope, what, node)

    def _inner(self, function: Function) -> list[Function]:
        """Return the local functions, lambdas and local methods of a function."""
        if function.inner is None:
            if not function.body.inner:
                function.inner = []
                return function.inner
            settings = self.config.for_module(function.fact.module)
            function.inner = local_functions(function, self.config, settings)
            for inner in function.inner:
                self._locals[inner.node] = inner
                inner.fact = self.knowledge.join(inner.fact)
                self._names.add(short_name(inner.fact.key))
        return function.inner
