"""Put the effect stubs and typeshed side by side, for each supported interpreter.

Shared by the tests of the standard library's stubs. `typeshed` knows nothing about effects and the
stubs nothing about typeshed; here a name of the one is found in the other.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator
from typing import Final

import pytest

from loopsafe_stubs import BUNDLED, Catalogue, Declaration, StubModule, Target
from tests.meta.typeshed import Class, Function, Symbol, Typeshed, Variable
from tests.meta.typeshed_source import Binding, Import, Module

VERSIONS: Final = ((3, 11), (3, 12), (3, 13), (3, 14))
PLATFORMS: Final = ("linux", "darwin", "win32", "freebsd14")
"""The last stands for the other Unixes, which have a few functions of their own."""

TARGETS: Final = [Target(*pair) for pair in itertools.product(VERSIONS, PLATFORMS)]

catalogue = functools.cache(lambda target: Catalogue(BUNDLED, target))
typeshed = functools.cache(Typeshed)

each_target = pytest.mark.parametrize(
    "target",
    TARGETS,
    ids=[f"{major}.{minor}-{platform}" for (major, minor), platform in TARGETS],
)


def stub_modules(target: Target) -> Iterator[tuple[StubModule, Module]]:
    """Yield each stub with its module in typeshed; a module that the target lacks is skipped."""
    for name in catalogue(target).modules():
        stub = catalogue(target).module(name)
        module = typeshed(target).module(name)
        if stub is not None and module is not None:
            yield stub, module


def is_read(target: Target, module: Module) -> bool:
    """Whether a module has a stub: then all that the stub does not name is harmless."""
    return catalogue(target).module(module.name) is not None


def definition(target: Target, module: Module, fullname: str) -> Symbol | None:
    """Return what typeshed defines *in this module* under a stub's name, or ``None``.

    mypy knows a thing by the name of the place that defines it, so an imported name does not count
    and neither does an alias of a class. An alias of a function does: ``tarfile.open`` is a
    variable of its own. Methods may be inherited.
    """
    head, *rest = fullname.removeprefix(f"{module.name}.").split(".")
    if isinstance(module.names.get(head), Import):
        return None
    symbol = typeshed(target).attribute(module, head)
    known = f"{module.name}.{head}"
    for part in rest:
        if not isinstance(symbol, Class) or symbol.fullname != known:
            return None
        symbol = typeshed(target).member(symbol, part)
        known = f"{known}.{part}"
    return None if isinstance(symbol, Class) and symbol.fullname != known else symbol


def as_function(target: Target, symbol: Symbol | None) -> Function | None:
    """Return the function that a call of ``symbol`` calls.

    typeshed makes a few functions variables of a class with ``__call__`` (``shutil.rmtree``).
    """
    if isinstance(symbol, Variable):
        symbol = typeshed(target).attribute(symbol, "__call__")
    return symbol if isinstance(symbol, Function) else None


def declared_functions(target: Target) -> Iterator[tuple[Declaration, Function]]:
    """Yield each declaration of the stubs with typeshed's definition of it."""
    for stub, module in stub_modules(target):
        for declaration in stub.declarations.values():
            function = as_function(target, definition(target, module, declaration.fullname))
            if function is not None:
                yield declaration, function


def spelled_functions(target: Target, module: Module) -> Iterator[tuple[str, Binding, Function]]:
    """Yield the functions and methods that a module of typeshed spells out, with full names."""
    for name, binding in module.names.items():
        fullname = f"{module.name}.{name}"
        symbol = typeshed(target).attribute(module, name)
        if isinstance(symbol, Function) and not isinstance(binding, Import):
            yield fullname, binding, symbol
        if isinstance(symbol, Class) and symbol.fullname == fullname:
            for attribute, inner in symbol.names.items():
                member = typeshed(target).member(symbol, attribute)
                if isinstance(member, Function):
                    yield f"{fullname}.{attribute}", inner, member


def effect_of(target: Target, name: str) -> Declaration | None:
    """Return what the stubs say about a public name, or ``None`` if they say nothing.

    A method is looked up along the MRO of its class. A class is its constructor.
    """
    symbol = typeshed(target).resolve(name)
    if isinstance(symbol, Class):
        constructors = [effect_of(target, f"{name}.{method}") for method in ("__init__", "__new__")]
        return next((found for found in constructors if found is not None), None)
    owner, _, attribute = name.rpartition(".")
    cls = typeshed(target).resolve(owner)
    if isinstance(cls, Class):
        return first_declaration(target, typeshed(target).mro(cls), attribute)
    function = as_function(target, symbol)
    return declaration_of(target, function.module, function.fullname) if function else None


def first_declaration(target: Target, mro: list[Class], name: str) -> Declaration | None:
    """Return what the first class that has a method, in its stub or in typeshed, says about it."""
    for cls in mro:
        found = declaration_of(target, cls.module, f"{cls.fullname}.{name}")
        if found is not None or name in cls.names:
            return found
    return None


def declaration_of(target: Target, module: Module, fullname: str) -> Declaration | None:
    """Return what the stub of a module says under a full name."""
    stub = catalogue(target).module(module.name)
    return stub.declarations.get(fullname) if stub is not None else None
