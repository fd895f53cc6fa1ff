"""Read one module of typeshed as one interpreter sees it: what its statements bind.

This is the part of `typeshed` that looks at a single file: which file it is, whether the Python
version has it (typeshed's ``VERSIONS``), which branches of ``sys.version_info`` and
``sys.platform`` count. What a name *means* is the other part's business.
"""

from __future__ import annotations

import ast
import functools
import importlib.util
import operator
from pathlib import Path
from typing import Final, NamedTuple

from loopsafe_stubs import Target

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef

COMPARE: Final = {
    ast.GtE: operator.ge,
    ast.Gt: operator.gt,
    ast.LtE: operator.le,
    ast.Lt: operator.lt,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}


class Import(NamedTuple):
    """``from module import name``, or ``import module`` (then ``name`` is empty)."""

    module: str
    name: str
    reexported: bool = False
    """Whether it is spelled ``import name as name``: in a stub, other imports are private."""


Binding = list[FunctionNode] | ast.ClassDef | ast.Assign | ast.AnnAssign | Import
"""What a name stands for: overloads, a class, a value, or a thing from elsewhere."""


class Module(NamedTuple):
    """One module as one target sees it."""

    name: str
    names: dict[str, Binding]
    stars: tuple[str, ...]
    """The modules it imports everything from."""
    exported: frozenset[str] | None
    """Its ``__all__``, if it has one."""


def read_module(name: str, target: Target) -> Module | None:
    """Return a module as a target sees it, or ``None`` if its Python version does not have it."""
    path = _file_of(name)
    if path is None or not _in_version(name, target.python_version):
        return None
    scope = Scope(name, target, is_package=path.stem == "__init__")
    scope.read(_tree(path).body)
    exported = frozenset(scope.exported) if scope.exported is not None else None
    return Module(name, scope.names, tuple(scope.stars), exported)


class Scope:
    """Collects what the statements of a module or a class bind, in one target's branches."""

    def __init__(self, module: str, target: Target, *, is_package: bool = False) -> None:
        self.module = module
        self.target = target
        self.is_package = is_package
        self.names: dict[str, Binding] = {}
        self.stars: list[str] = []
        self.exported: list[str] | None = None

    def read(self, statements: list[ast.stmt]) -> None:
        """Add what some statements bind; a later binding replaces an earlier one."""
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
                self._assign(node)
            elif isinstance(node, ast.ImportFrom):
                self._import_from(node)
            elif isinstance(node, ast.Import):
                for alias in node.names:
                    root = alias.name if alias.asname else alias.name.split(".")[0]
                    self.names[alias.asname or root] = Import(root, "")

    def _assign(self, node: ast.Assign | ast.AnnAssign | ast.AugAssign) -> None:
        for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
            if not isinstance(target, ast.Name):
                continue
            if target.id == "__all__" and node.value is not None:
                more = ast.literal_eval(node.value)
                self.exported = [*(self.exported or []), *more]
            elif not isinstance(node, ast.AugAssign):
                self.names[target.id] = node

    def _import_from(self, node: ast.ImportFrom) -> None:
        parts = self.module.split(".")
        climb = node.level - 1 if self.is_package else node.level
        base = parts[: len(parts) - climb] if node.level else []
        source = ".".join([*base, *([node.module] if node.module else [])])
        for alias in node.names:
            if alias.name == "*":
                self.stars.append(source)
            else:
                name = alias.asname or alias.name
                self.names[name] = Import(source, alias.name, alias.asname == alias.name)


def _holds(test: ast.expr, target: Target) -> bool:
    """Evaluate a condition on ``sys.version_info`` and ``sys.platform``."""
    match test:
        case ast.Compare(
            left=ast.Attribute(attr="platform"), ops=[comparison], comparators=[right]
        ):
            return bool(COMPARE[type(comparison)](target.platform, ast.literal_eval(right)))
        case ast.Compare(ops=[comparison], comparators=[right]):
            version = ast.literal_eval(right)[:2]
            return bool(COMPARE[type(comparison)](target.python_version, version))
        case ast.BoolOp(op=operation, values=values):
            combine = all if isinstance(operation, ast.And) else any
            return combine([_holds(value, target) for value in values])
        case ast.UnaryOp(operand=operand):
            return not _holds(operand, target)
        case _:  # TYPE_CHECKING
            return True


@functools.cache
def _root() -> Path:
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
    plain = _root().joinpath(*name.split("."))
    candidates = (plain / "__init__.pyi", plain.with_name(f"{plain.name}.pyi"))
    return next((path for path in candidates if path.is_file()), None)


@functools.cache
def _versions() -> dict[str, tuple[tuple[int, ...], tuple[int, ...] | None]]:
    """Return the first and last Python version of each module that typeshed's VERSIONS names."""
    found = {}
    for line in (_root() / "VERSIONS").read_text(encoding="utf-8").splitlines():
        name, _, span = line.partition("#")[0].partition(":")
        if span:
            first, _, last = span.strip().partition("-")
            found[name] = (_version(first), _version(last) if last else None)
    return found


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split("."))


def _in_version(name: str, version: tuple[int, ...]) -> bool:
    """Whether a module exists in a version: it and its packages must."""
    parts = name.split(".")
    for length in range(1, len(parts) + 1):
        first, last = _versions().get(".".join(parts[:length]), ((3, 0), None))
        if version < first or (last is not None and version > last):
            return False
    return True


def module_names() -> list[str]:
    """Return the full names of all modules that typeshed knows, in whatever Python version."""
    plain = (path.relative_to(_root()).with_suffix("") for path in _root().rglob("*.pyi"))
    return sorted(".".join(p.parts[:-1] if p.name == "__init__" else p.parts) for p in plain)
