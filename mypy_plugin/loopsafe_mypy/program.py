"""The modules of a mypy run: their functions, and the types that declarations give in them."""

from __future__ import annotations

from collections.abc import Iterable

from mypy.nodes import FuncItem, MypyFile

from loopsafe_mypy.collect import collect
from loopsafe_mypy.config import Config
from loopsafe_mypy.definitions import local_functions
from loopsafe_mypy.imports import imported_by
from loopsafe_mypy.index import Function, ModuleIndex, with_inner
from loopsafe_mypy.knowledge import Knowledge
from loopsafe_mypy.light import Beyond, LightTypes
from loopsafe_mypy.untyped import Untyped, imported_names
from loopsafe_mypy.walk import Walked


class Program:
    """What is in memory of the program that mypy checks."""

    def __init__(self, config: Config, knowledge: Knowledge) -> None:
        """Start with nothing.

        Args:
            config: The project's configuration.
            knowledge: What is known of functions.
        """
        self.config = config
        self.knowledge = knowledge
        self.modules: dict[str, MypyFile] = {}
        """The dictionary in which mypy keeps its modules; it fills up as mypy goes on."""
        self.together: frozenset[str] = frozenset()
        """Modules that are inferred as one group, whether they import each other or not."""
        self.indexes: dict[str, ModuleIndex] = {}
        """The functions of the modules whose syntax trees are in memory."""
        self.locals: dict[Walked, Function] = {}
        """Functions that no name leads to: local ones, and lambdas."""
        self.untyped: Untyped | None = None
        """Knows libraries that mypy cannot see."""
        self.beyond: Beyond | None = None
        """Knows types that no declaration gives: most often those in such libraries."""
        self._imported: dict[str, frozenset[str]] = {}
        self._near: set[str] = set()
        """Modules in which names may lead into such libraries."""

    def collect(self, module: str) -> ModuleIndex:
        """Find the functions of a module."""
        index = self.indexes[module] = collect(self.modules[module], self.config)
        return index

    def imported_by(self, module: str) -> frozenset[str]:
        """Return the modules that a module in memory imports, stubs left out."""
        known = self._imported.get(module)
        if known is None:
            known = frozenset(imported_by(self.modules[module], self.modules))
            self._imported[module] = known
        return known

    def local_functions(self, function: Function) -> list[Function]:
        """Find the local functions, lambdas and local methods of a function."""
        settings = self.config.for_module(function.fact.module)
        index = self.indexes.get(function.fact.module)
        config = index.config if index is not None else self.config
        found = local_functions(function, config, settings)
        for inner in found:
            self.locals[inner.node] = inner
        return found

    def release(self, module: str) -> bool:
        """Let go of the syntax tree of a module; return whether it was there."""
        index = self.indexes.pop(module, None)
        self._imported.pop(module, None)
        if index is None:
            return False
        for function in list(with_inner(index.functions)):
            self.locals.pop(function.node, None)
            function.release()
        return True

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

    def looks_beyond(self, function: Function) -> bool:
        """Whether names in a function may lead into a library that mypy cannot see."""
        return function.fact.module in self._near

    def look_beyond(self, group: Iterable[str]) -> None:
        """Follow names into libraries that mypy cannot see, in modules that may use any.

        That is, in those that import them, or a module that has instances of their classes.
        """
        others: list[str] = []
        near: list[str] = []
        for name in group:
            imported = list(imported_names(self.modules[name], self.modules, self.knowledge))
            for fact in imported:
                self.knowledge.add(fact)
            (near if imported else others).append(name)
        if not self.knowledge.untyped:
            return
        if self.untyped is None:
            self.untyped = self.beyond = Untyped(self.knowledge, self.modules)
        holders: set[str] = set()
        while True:
            self._near.update(near)
            for name in near:
                self.untyped.note_variables(self.indexes[name], self.light_types)
            if self.knowledge.holders == holders:
                break
            holders = set(self.knowledge.holders)
            near = [name for name in others if not holders.isdisjoint(self.imported_by(name))]
            others = [name for name in others if name not in self._near]
