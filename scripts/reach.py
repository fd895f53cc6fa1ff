"""Which modules of the standard library can wait: for the operating system, threads or processes.

A rule, so that nobody has to be trusted with a list. Python code waits only in what it uses, so a
module can wait only if

* something in its own effect stub blocks,
* it has no Python source (it is written in C, and may do anything), or takes all that another
  module that can wait offers (``from _signal import *``),
* its text mentions a name, of a module that it imports, which an effect stub marks as blocking: a
  function, or a class with such a method; or
* it calls ``open()``, ``input()``, ``breakpoint()``, ``exec()`` or ``eval()``.

The source is that of the interpreter that runs; on a module which that interpreter does not have
there is no verdict.
"""

from __future__ import annotations

import ast
import functools
import importlib.util
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from loopsafe import Category
from loopsafe_stubs import Target
from tests.meta.stub_lookup import catalogue, typeshed
from tests.meta.typeshed import Class, Function

BUILTINS: Final = frozenset({"open", "input", "breakpoint", "exec", "eval"})
"""What a module can call without importing anything. Code that is made up may do anything."""
HERE: Final = Target((sys.version_info.major, sys.version_info.minor), sys.platform)


@functools.cache
def reaches_out(module: str) -> bool | None:
    """Whether a module can wait, or ``None`` if this interpreter does not have it."""
    path = _source_of(module)
    if path is None:
        return True if _is_extension(module) else None
    tree = ast.parse(path.read_text(encoding="utf-8"))
    package = module if path.stem == "__init__" else module.rpartition(".")[0]
    imported = set(_imports(tree, package))
    mentioned = set(_mentioned(tree))
    return (
        any(owner.startswith(f"{module}.") for owner in _blocking_owners())
        or any(star and reaches_out(name) for name, star in imported)
        or any(not _blocking_names(name).isdisjoint(mentioned) for name, _ in imported)
        or any(_is_builtin_call(node) for node in ast.walk(tree))
    )


@functools.cache
def _blocking_names(module: str) -> frozenset[str]:
    """Return the names through which a module offers what blocks, itself or from elsewhere."""
    lookup = typeshed(HERE)
    source = lookup.module(module)
    if source is None or module == "builtins":
        return frozenset()
    found = set()
    for name in {*source.names, *lookup.exports(source)}:
        symbol = lookup.attribute(source, name)
        if isinstance(symbol, (Class, Function)) and symbol.fullname in _blocking_owners():
            found.add(name)
    return frozenset(found)


@functools.cache
def _blocking_owners() -> frozenset[str]:
    """Return the full names of all functions that block, and of the classes that have them."""
    found: set[str] = set()
    for module in catalogue(HERE).modules():
        stub = catalogue(HERE).module(module)
        for declaration in stub.declarations.values() if stub is not None else ():
            if any(one.category is Category.BLOCKING for one in declaration.signatures):
                found |= {declaration.fullname, declaration.fullname.rpartition(".")[0]}
    return frozenset(found)


def _source_of(module: str) -> Path | None:
    """Return the Python source of a module of the standard library, without importing it."""
    plain = Path(sysconfig.get_path("stdlib"), *module.split("."))
    candidates = (plain / "__init__.py", plain.with_name(f"{plain.name}.py"))
    return next((path for path in candidates if path.is_file()), None)


def _is_extension(module: str) -> bool:
    if module in sys.builtin_module_names:
        return True
    if module not in sys.stdlib_module_names:
        return False
    try:
        return importlib.util.find_spec(module) is not None
    except ValueError:  # __main__ has no spec
        return False


def _is_builtin_call(node: ast.AST) -> bool:
    """Whether a node is ``open(...)`` or ``builtins.open(...)``."""
    if not isinstance(node, ast.Call):
        return False
    match node.func:
        case ast.Name(id=name) | ast.Attribute(value=ast.Name(id="builtins"), attr=name):
            return name in BUILTINS
        case _:
            return False


def _mentioned(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            yield from (alias.name for alias in node.names)


def _imports(tree: ast.Module, package: str) -> Iterator[tuple[str, bool]]:
    """Yield all that a module may import, and whether with a star.

    ``from a import b`` is ``a``, and perhaps ``a.b``.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                parts = alias.name.split(".")
                yield from (
                    (".".join(parts[:length]), False) for length in range(1, len(parts) + 1)
                )
        elif isinstance(node, ast.ImportFrom):
            parts = package.split(".")
            climbed = parts[: len(parts) - node.level + 1] if node.level else []
            base = ".".join([*climbed, *([node.module] if node.module else [])])
            yield from ((f"{base}.{alias.name}", False) for alias in node.names)
            yield base, node.names[0].name == "*"
