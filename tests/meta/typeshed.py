"""Look names up in typeshed's standard library, with `ast` alone.

The effect stubs promise that every name in them exists in typeshed. To hold them to it, this module
answers "what does typeshed say ``io.BufferedReader.read`` is, on Python 3.12 for Windows?" without
a type checker: it follows ``from x import y``, star imports, ``name = other`` aliases, attributes
of annotated variables and base classes, and takes the ``sys.version_info`` and ``sys.platform``
branches of one target. It knows nothing about effects.
"""

from __future__ import annotations

import ast
import functools
import importlib.util
import operator
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from loopsafe_stubs import Target

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef
Version = tuple[int, ...]

COMPARE: Final = {
    ast.GtE: operator.ge,
    ast.Gt: operator.gt,
    ast.LtE: operator.le,
    ast.Lt: operator.lt,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}
OBJECT: Final = "builtins.object"


class Import(NamedTuple):
    """``from module import name``, or ``import module`` (then ``name`` is empty)."""

    module: str
    name: str


class Module(NamedTuple):
    """One module as one target sees it."""

    name: str
    names: dict[str, Binding]
    stars: tuple[str, ...]
    """The modules it imports everything from."""
    exported: frozenset[str] | None
    """Its ``__all__``, if it has one."""


class Class(NamedTuple):
    """A class, by the name of the place that defines it."""

    fullname: str
    module: Module
    names: dict[str, Binding]
    bases: tuple[ast.expr, ...]


class Function(NamedTuple):
    """A function, method or property with all its overloads."""

    fullname: str
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


Binding = list[FunctionNode] | ast.ClassDef | ast.Assign | ast.AnnAssign | Import
Symbol = Module | Class | Function | Variable


class Typeshed:
    """The standard library of the typeshed that comes with mypy, seen by one target."""

    def __init__(self, target: Target) -> None:
        self.target = target
        self._modules: dict[str, Module | None] = {}
        self._resolving: set[tuple[str, str]] = set()

    def module(self, name: str) -> Module | None:
        """Return a module, or ``None`` if the target's Python version does not have it."""
        if name not in self._modules:
            path = _file_of(name)
            exists = path is not None and _in_version(name, self.target.python_version)
            self._modules[name] = self._read(name, path) if exists and path else None
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
        bases = [base for base in self.bases(cls) if base is not None]
        if not bases:
            root = self.resolve(OBJECT)
            at_root = cls.fullname == OBJECT or not isinstance(root, Class)
            return [cls] if at_root or not isinstance(root, Class) else [cls, root]
        rows = [*(self.mro(base) for base in bases), bases]
        return [cls, *_merge(rows)]

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
            # In a stub, an import is private unless it is spelled "from x import y as y", which
            # is how it is kept in `names` under its own name; imports of modules never count.
            if not name.startswith("_") and not (isinstance(binding, Import) and not binding.name):
                yield name
        for star in module.stars:
            source = self.module(star)
            if source is not None:
                yield from self.exports(source)

    def _read(self, name: str, path: Path) -> Module:
        scope = _Scope(name, self.target, is_package=path.stem == "__init__")
        scope.read(_tree(path).body)
        exported = frozenset(scope.exported) if scope.exported is not None else None
        return Module(name, scope.names, tuple(scope.stars), exported)

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
            return Function(fullname, tuple(binding))
        if isinstance(binding, ast.ClassDef):
            scope = _Scope(module.name, self.target)
            scope.read(binding.body)
            return Class(fullname, module, scope.names, tuple(binding.bases))
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


class _Scope:
    """Collects what the statements of a module or a class bind, in one target's branches."""

    def __init__(self, module: str, target: Target, *, is_package: bool = False) -> None:
        self.module = module
        self.target = target
        self.is_package = is_package
        self.names: dict[str, Binding] = {}
        self.stars: list[str] = []
        self.exported: list[str] | None = None

    def read(self, statements: list[ast.stmt]) -> None:
        for node in statements:
            if isinstance(node, ast.If):
                self.read(node.body if _holds(node.test, self.target) else node.orelse)
            elif isinstance(node, FunctionNode):
                before = self.names.get(node.name)
                overloads = before if isinstance(before, list) else []
                self.names[node.name] = [*overloads, node]
            elif isinstance(node, ast.ClassDef):
                self.names[node.name] = node
            elif isinstance(node, (ast.Assign, ast.AnnAssign, ast.AugAssign)):
                self.assign(node)
            elif isinstance(node, ast.ImportFrom):
                self.import_from(node)
            elif isinstance(node, ast.Import):
                for alias in node.names:
                    root = alias.name if alias.asname else alias.name.split(".")[0]
                    self.names[alias.asname or root] = Import(root, "")

    def assign(self, node: ast.Assign | ast.AnnAssign | ast.AugAssign) -> None:
        for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
            if not isinstance(target, ast.Name):
                continue
            if target.id == "__all__" and node.value is not None:
                more = ast.literal_eval(node.value)
                self.exported = [*(self.exported or []), *more]
            elif not isinstance(node, ast.AugAssign):
                self.names[target.id] = node

    def import_from(self, node: ast.ImportFrom) -> None:
        parts = self.module.split(".")
        climb = node.level - 1 if self.is_package else node.level
        base = parts[: len(parts) - climb] if node.level else []
        source = ".".join([*base, *([node.module] if node.module else [])])
        for alias in node.names:
            if alias.name == "*":
                self.stars.append(source)
            else:
                self.names[alias.asname or alias.name] = Import(source, alias.name)


def parameters_of(node: FunctionNode, *, bound: bool) -> tuple[list[str], set[str], bool, bool]:
    """Return one overload's positional names in order, its keyword names, and its variadics.

    Args:
        node: The definition.
        bound: Whether the first parameter is ``self`` or ``cls`` and does not count.

    Returns:
        Positional names, names that may be given as keywords, ``*args``?, ``**kwargs``?
    """
    args = node.args
    skip = 1 if bound and "staticmethod" not in _decorators(node) else 0
    positional = [arg.arg for arg in [*args.posonlyargs, *args.args]]
    keyword = {arg.arg for arg in [*args.args, *args.kwonlyargs]}
    return positional[skip:], keyword, args.vararg is not None, args.kwarg is not None


def _decorators(node: FunctionNode) -> set[str]:
    names = set()
    for decorator in node.decorator_list:
        inner = decorator.func if isinstance(decorator, ast.Call) else decorator
        names.add(inner.attr if isinstance(inner, ast.Attribute) else getattr(inner, "id", ""))
    return names


def _holds(test: ast.expr, target: Target) -> bool:
    """Evaluate a condition on ``sys.version_info`` and ``sys.platform``."""
    match test:
        case ast.Compare(left=ast.Attribute(attr=left), ops=[comparison], comparators=[right]):
            value = ast.literal_eval(right)
            compare = COMPARE[type(comparison)]
            if left == "platform":
                return bool(compare(target.platform, value))
            return bool(compare(target.python_version, value[:2]))
        case ast.BoolOp(op=ast.And(), values=values):
            return all(_holds(value, target) for value in values)
        case ast.BoolOp(op=ast.Or(), values=values):
            return any(_holds(value, target) for value in values)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return not _holds(operand, target)
        case ast.Call(func=ast.Attribute(attr="startswith"), args=[ast.Constant(value=prefix)]):
            return target.platform.startswith(str(prefix))
        case _:  # TYPE_CHECKING
            return True


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


@functools.cache
def root() -> Path:
    """Return typeshed's folder for the standard library: it is part of the mypy package."""
    spec = importlib.util.find_spec("mypy")
    if spec is None or not spec.submodule_search_locations:
        msg = "mypy is not installed, and typeshed comes with it"
        raise RuntimeError(msg)
    return Path(spec.submodule_search_locations[0], "typeshed", "stdlib")


@functools.cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@functools.cache
def _file_of(name: str) -> Path | None:
    plain = root().joinpath(*name.split("."))
    candidates = (plain / "__init__.pyi", plain.with_name(f"{plain.name}.pyi"))
    return next((path for path in candidates if path.is_file()), None)


@functools.cache
def _versions() -> dict[str, tuple[Version, Version | None]]:
    """Return the first and last Python version of each module that typeshed's VERSIONS names."""
    found = {}
    for line in (root() / "VERSIONS").read_text(encoding="utf-8").splitlines():
        name, _, span = line.partition("#")[0].partition(":")
        if span:
            first, _, last = span.strip().partition("-")
            found[name] = (_version(first), _version(last) if last else None)
    return found


def _version(text: str) -> Version:
    return tuple(int(part) for part in text.split("."))


def _in_version(name: str, version: Version) -> bool:
    """Whether a module exists in a version: it and its packages must."""
    parts = name.split(".")
    for length in range(1, len(parts) + 1):
        first, last = _versions().get(".".join(parts[:length]), ((3, 0), None))
        if version < first or (last is not None and version > last):
            return False
    return True
