"""Look names up in typeshed's standard library, with `ast` alone.

The effect stubs promise that every name in them exists in typeshed. To hold them to it, this module
answers "what does typeshed say ``io.BufferedReader.read`` is, on Python 3.12 for Windows?" without
a type checker: it follows ``from x import y``, star imports, ``name = other`` aliases, attributes
of annotated variables and base classes. It knows nothing about effects.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final, NamedTuple

from loopsafe_stubs import Target
from tests.meta.typeshed_source import Binding, FunctionNode, Import, Module, Scope, read_module

OBJECT: Final = "builtins.object"


class Class(NamedTuple):
    """A class, by the name of the place that defines it."""

    fullname: str
    module: Module
    names: dict[str, Binding]
    bases: tuple[ast.expr, ...]


class Function(NamedTuple):
    """A function, method or property with all its overloads."""

    fullname: str
    module: Module
    nodes: tuple[FunctionNode, ...]

    @property
    def is_property(self) -> bool:
        """Whether it is read as an attribute, not called."""
        return "property" in _decorators(self.nodes[0])

    @property
    def is_coroutine(self) -> bool:
        """Whether calling it makes an awaitable only."""
        return isinstance(self.nodes[0], ast.AsyncFunctionDef)


class Variable(NamedTuple):
    """Anything else that has a value: its annotation is all that is known about it."""

    fullname: str
    module: Module
    annotation: ast.expr | None


Symbol = Module | Class | Function | Variable


class Typeshed:
    """The standard library of the typeshed that comes with mypy, seen by one target."""

    def __init__(self, target: Target) -> None:
        self.target = target
        self._modules: dict[str, Module | None] = {}
        self._classes: dict[str, Class] = {}
        self._mros: dict[str, list[Class]] = {}
        self._resolving: set[tuple[str, str]] = set()

    def module(self, name: str) -> Module | None:
        """Return a module, or ``None`` if the target's Python version does not have it."""
        if name not in self._modules:
            self._modules[name] = read_module(name, self.target)
        return self._modules[name]

    def resolve(self, fullname: str) -> Symbol | None:
        """Return what a dotted name means, following imports and aliases to the definition."""
        parts = fullname.split(".")
        for length in range(len(parts), 0, -1):
            symbol: Symbol | None = self.module(".".join(parts[:length]))
            if symbol is not None:
                for part in parts[length:]:
                    symbol = self.attribute(symbol, part) if symbol is not None else None
                return symbol
        return None

    def attribute(self, symbol: Symbol, name: str) -> Symbol | None:
        """Return ``symbol.name``: of a module, of a class (inherited too) or of a variable."""
        if isinstance(symbol, Module):
            return self._global(symbol, name)
        if isinstance(symbol, Class):
            return self.member(symbol, name)
        if isinstance(symbol, Variable) and symbol.annotation is not None:
            declared = self._expression(symbol.annotation, symbol.module)
            return self.attribute(declared, name) if isinstance(declared, Class) else None
        return None

    def member(self, cls: Class, name: str) -> Symbol | None:
        """Return a member of a class, from the first class of its MRO that has it."""
        for base in self.mro(cls):
            if name in base.names:
                return self._bound(base.names[name], f"{base.fullname}.{name}", base.module, base)
        return None

    def mro(self, cls: Class) -> list[Class]:
        """Return the class and its bases in method resolution order, as far as they are known.

        This is C3, as in Python; where typeshed's bases do not admit it, depth first will do.
        """
        if cls.fullname not in self._mros:
            bases = [base for base in self.bases(cls) if base is not None]
            top = self.resolve(OBJECT)
            if not bases and isinstance(top, Class) and cls.fullname != OBJECT:
                bases = [top]
            rows = [*(self.mro(base) for base in bases), bases]
            self._mros[cls.fullname] = [cls, *_merge(rows)]
        return self._mros[cls.fullname]

    def bases(self, cls: Class) -> list[Class | None]:
        """Return the direct bases of a class; ``None`` stands for one that is not a class."""
        found = [self._expression(base, cls.module) for base in cls.bases]
        return [base if isinstance(base, Class) else None for base in found]

    def exports(self, module: Module) -> Iterator[str]:
        """Yield the names a module offers to others: its ``__all__``, or all that are public."""
        if module.exported is not None:
            yield from module.exported
            return
        for name, binding in module.names.items():
            private = isinstance(binding, Import) and not binding.reexported
            if not private and not name.startswith("_"):
                yield name
        for star in module.stars:
            source = self.module(star)
            if source is not None:
                yield from self.exports(source)

    def _global(self, module: Module, name: str) -> Symbol | None:
        key = (module.name, name)
        if key in self._resolving:  # "from os import path" in a file that os imports
            return None
        self._resolving.add(key)
        try:
            if name in module.names:
                fullname = f"{module.name}.{name}"
                return self._bound(module.names[name], fullname, module, None)
            for star in module.stars:
                source = self.module(star)
                if source is not None and name in set(self.exports(source)):
                    return self._global(source, name)
            return self.module(f"{module.name}.{name}")
        finally:
            self._resolving.discard(key)

    def _bound(
        self, binding: Binding, fullname: str, module: Module, cls: Class | None
    ) -> Symbol | None:
        if isinstance(binding, list):
            return Function(fullname, module, tuple(binding))
        if isinstance(binding, ast.ClassDef):
            if fullname not in self._classes:
                scope = Scope(module.name, self.target)
                scope.read(binding.body)
                bases = tuple(binding.bases)
                self._classes[fullname] = Class(fullname, module, scope.names, bases)
            return self._classes[fullname]
        if isinstance(binding, ast.AnnAssign):
            return Variable(fullname, module, binding.annotation)
        if isinstance(binding, ast.Assign):
            aliased = self._expression(binding.value, module, cls)
            return aliased if aliased is not None else Variable(fullname, module, None)
        source = self.module(binding.module)
        if not binding.name:
            return source
        found = self._global(source, binding.name) if source is not None else None
        return found or self.module(f"{binding.module}.{binding.name}")

    def _expression(
        self, node: ast.expr, module: Module, cls: Class | None = None
    ) -> Symbol | None:
        if isinstance(node, ast.Subscript):  # Popen[bytes] is Popen
            return self._expression(node.value, module, cls)
        if isinstance(node, ast.Attribute):
            owner = self._expression(node.value, module, cls)
            return self.attribute(owner, node.attr) if owner is not None else None
        if isinstance(node, ast.Name):
            if cls is not None and node.id in cls.names:
                return self.member(cls, node.id)
            builtins = self.module("builtins")
            found = self._global(module, node.id)
            return found or (self._global(builtins, node.id) if builtins else None)
        return None


def parameters_of(node: FunctionNode) -> tuple[list[str], set[str]]:
    """Return the names of one overload's positional parameters, in order, and of its keywords."""
    args = node.args
    positional = [arg.arg for arg in [*args.posonlyargs, *args.args]]
    keywords = {arg.arg for arg in [*args.args, *args.kwonlyargs]}
    return positional, keywords


def _decorators(node: FunctionNode) -> set[str]:
    names = set()
    for decorator in node.decorator_list:
        inner = decorator.func if isinstance(decorator, ast.Call) else decorator
        names.add(inner.attr if isinstance(inner, ast.Attribute) else getattr(inner, "id", ""))
    return names


def _merge(rows: list[list[Class]]) -> list[Class]:
    """Merge MROs: take the first class that no other row wants later (C3)."""
    merged: list[Class] = []
    pending = [list(row) for row in rows if row]
    while pending:
        tails = {cls.fullname for row in pending for cls in row[1:]}
        heads = [row[0] for row in pending]
        chosen = next((head for head in heads if head.fullname not in tails), heads[0])
        merged.append(chosen)
        rest = [[cls for cls in row if cls.fullname != chosen.fullname] for row in pending]
        pending = [row for row in rest if row]
    return merged
