"""One mypy run, seen from the plugin: modules come by and are summarised.

`Analysis.summarise` is the interface-time half: it finds the functions of a group of modules,
carries effects along their calls, and `store` puts each module's summary into the module itself.
The implementation-time half, `checking`, walks the declared bodies with what is known by then.
Each body is walked once, in one of the halves: unmarked ones are inferred, declared ones checked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from mypy.nodes import LambdaExpr

from loopsafe._effects import Category
from loopsafe_mypy import compat, summary
from loopsafe_mypy.callgraph import CallGraph
from loopsafe_mypy.config import Config
from loopsafe_mypy.dispatch import implementations, validated
from loopsafe_mypy.forms import mark_definition
from loopsafe_mypy.imports import groups_of
from loopsafe_mypy.index import Function, ModuleIndex
from loopsafe_mypy.infer import Edge, Fact, Solver
from loopsafe_mypy.knowledge import Knowledge
from loopsafe_mypy.names import SLOTS, SUMMARY_SYMBOL
from loopsafe_mypy.overrides import inherit, take_over
from loopsafe_mypy.program import Program
from loopsafe_mypy.relevance import Relevance
from loopsafe_mypy.resolve import Resolver
from loopsafe_mypy.slots import slots_taken
from loopsafe_mypy.typer import Types


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
        self.program = Program(config, knowledge)
        self.prepare: Callable[[list[ModuleIndex], Solver], None] | None = None
        """Called with each group of modules before the effects of their functions are inferred."""
        self._look_up_anew()
        self._start()

    @property
    def may_select(self) -> bool:
        """Whether bodies are walked for what matters: not where all calls are counted or judged.

        In the daemon bodies are kept, and other things matter later.
        """
        every = self.config.any_strict or self.config.tally or self.prepare is not None
        return not (every or self._keeps_trees)

    def summarise(self, module: str) -> ModuleIndex | None:
        """Infer the effects of a module, and of those it forms an import cycle with.

        Returns:
            The functions of the module, or ``None`` if its syntax tree is not in memory.
        """
        program, summarised = self.program, self.knowledge.summarised
        self.knowledge.learn(program.modules)
        if module not in summarised:
            if module in program.together:
                self._infer_group(sorted(program.together.intersection(program.modules)))
            else:
                for group in groups_of(module, program.modules, summarised):
                    self._infer_group(group)
        if module not in program.indexes and self._keeps_trees:
            self._infer_group([module])
        return program.indexes.get(module)

    def store(self, module: str) -> None:
        """Put a module's summary into the module, where mypy caches and hashes it."""
        modules = self.program.modules
        tree = modules[module]
        text = summary.encode(self.knowledge.of_module(module))
        if compat.read_text(tree, SUMMARY_SYMBOL) != text:
            compat.write_text(tree, SUMMARY_SYMBOL, text, modules)

    def infer_inner(self, function: Function, types: Types) -> list[Function]:
        """Return the local functions of a declared function, unmarked ones inferred."""
        if function.inner is None:
            index = self.program.indexes.get(function.fact.module)
            if index is not None:
                self._graph.enter(index)
            for item in self._graph.inner(function):
                if item.category is None:
                    self._graph.add(item, types)
            self._graph.solve()
        return function.inner or []

    def release(self, module: str) -> None:
        """Drop the syntax tree of a module: mypy frees it now."""
        if self.program.release(module) and not self._keeps_trees:
            self.knowledge.settle(module)

    def restart(self, modules: Iterable[str]) -> None:
        """Forget modules that the daemon must infer again, with their import cycles."""
        known = self.program.modules
        stale = {
            name
            for module in modules
            if module in known
            for name in groups_of(module, known, ())[-1]
        }
        for name in stale:
            self.release(name)
            self.knowledge.forget(name)
        if stale:
            # Together: they may depend on each other through modules that are not stale.
            self.knowledge.learn(known)
            self._infer_group(sorted(stale))

    def _start(self) -> None:
        """Begin with no call; in the daemon, where classes change, with a new resolver."""
        if self._keeps_trees:
            self._look_up_anew()
        self._graph = CallGraph(self.program, self.resolver, self.relevance)

    def _look_up_anew(self) -> None:
        self.resolver = Resolver(self.knowledge, self.program.locals)
        self.relevance = Relevance(
            self.knowledge.facts, self.resolver.members, self.knowledge.protocols
        )

    def _infer_group(self, group: list[str]) -> None:
        self._start()
        indexes = [self.program.collect(name) for name in group]
        for index in indexes:
            for function in index.functions:
                if function.category is Category.COROUTINE:
                    continue  # calling it runs nothing
                self._graph.know(function)
                if type(function.node) is LambdaExpr:
                    self.program.locals[function.node] = function
            for alias in index.aliases:
                self._graph.know_alias(alias)
        self.program.look_beyond(group)
        self.resolver.callables.untyped = self.program.untyped
        for index in indexes:
            self._note_declarations(index)
        if self.prepare is not None:
            self.prepare(indexes, self._graph.solver)
        for index in indexes:
            self._graph.enter(index)
            wanted = self._graph.wanted() if self.may_select else None
            for function in index.functions:
                if function.category is None:
                    function.wanted = wanted
                    self._graph.add(function, self.program.light_types(function))
            for alias in index.aliases:
                if alias.fact.category is None:
                    self._graph.add_alias(alias)
        self._graph.solve()
        self.knowledge.summarised.update(group)

    def _note_declarations(self, index: ModuleIndex) -> None:
        """Note what is known of functions before anybody looks into them."""
        for function in index.functions:
            inherit(function, self.knowledge)
            self._note_marks(function)
        self._join_implementations(index)
        taken = slots_taken(index, self.knowledge)
        if taken:
            module = index.tree.fullname
            self.knowledge.join(Fact(module + SLOTS, module, " ".join(taken)))

    def _note_marks(self, function: Function) -> None:
        """Put what a marker says where other functions find it: into types."""
        if function.marks and function.decorated is not None:
            mark = function.marks[0]
            modules = self.program.modules
            mark_definition(function.decorated, mark.category, mark.kind, modules)

    def _join_implementations(self, index: ModuleIndex) -> None:
        """Give functions the effects of others that are registered with them."""
        solver = self._graph.solver
        for function in index.functions:
            model = validated(function) if function.decorated is not None else None
            if model is not None:
                name = self._graph.new_name(model, index.tree.fullname, function.front.shown)
                solver.call(Edge(name, is_step=False), function.front)
        for function, dispatcher in implementations(index.functions):
            declared = self.knowledge.facts.get(dispatcher)
            if declared is None or declared.module != index.tree.fullname:
                continue
            if declared.category is None:
                solver.call(Edge(declared), function.front)
            elif function.fact.category is None and function.front is function.fact:
                take_over(function, declared, self.knowledge)
