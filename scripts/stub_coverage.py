"""How much of the standard library the effect stubs have considered, module by module::

    python -m scripts.stub_coverage                  # the report
    python -m scripts.stub_coverage os socket        # of some modules, with what is not yet considered
    python -m scripts.stub_coverage --accept os      # these were read: record them as harmless

Each function, method, property and special method that typeshed defines, on any supported Python
version and platform, is one of four things:

marked
    Its effect stub gives it a category, a thread for a callable, or a use of an argument.
harmless
    It was read, and nothing is to be said: the stub names it without a marker, the record of
    considered names has it (`scripts.considered`), or a rule of `by_rule` covers it.
unknown on purpose
    Its module has no effect stub, for a reason that `LEFT_UNKNOWN` gives.
not yet considered
    Nobody has looked. For modules that can wait (`scripts.reach`) there must be none.
"""

from __future__ import annotations

import argparse
import functools
import sys
from collections.abc import Iterator, Mapping, Sequence, Set
from pathlib import Path
from typing import Final, NamedTuple

from loopsafe import Category
from loopsafe_stubs import Declaration, Target
from scripts import considered
from scripts.reach import reaches_out
from tests.meta.stub_lookup import TARGETS, catalogue, typeshed
from tests.meta.typeshed import Class, Function
from tests.meta.typeshed_source import Import, Module, module_names

LEFT_UNKNOWN: Final = {
    "_ctypes": "a foreign function may do anything",
    "ctypes": "a foreign function may do anything",
}
"""Modules without an effect stub, so that strict mode reports calls of them, and why."""

IN_MEMORY: Final = frozenset(
    f"__{name}__"
    for name in (
        "abs add and bool buffer bytes ceil class_getitem complex copy deepcopy dir divmod eq "
        "float floor floordiv format fspath ge getformat getnewargs getnewargs_ex getstate gt hash "
        "iadd iand ifloordiv ilshift imatmul imod imul index init_subclass int invert ior ipow "
        "irshift isub itruediv ixor le length_hint lshift lt matmul mod mro_entries mul ne neg or "
        "pos pow radd rand rdivmod reduce reduce_ex release_buffer repr replace rfloordiv rlshift "
        "rmatmul rmod rmul ror round rpow rrshift rshift rsub rtruediv rxor setformat setstate "
        "sizeof str sub subclasscheck subclasshook instancecheck truediv trunc xor"
    ).split()
)
"""Special methods that compute, compare, convert, show or copy: in the standard library they work
in memory. Those that make, enter, iterate, index, call or destroy are considered one by one."""


class Row(NamedTuple):
    """The report's line on one module."""

    module: str
    reaches_out: bool | None
    names: int
    marked: int
    harmless: int
    unknown: int
    missing: tuple[str, ...]
    """The names that nobody has considered."""


@functools.cache
def defined(module: str) -> Mapping[str, bool]:
    """Return what typeshed defines in a module, on any target, and whether it is a coroutine."""
    found: dict[str, bool] = {}
    for target in TARGETS:
        source = typeshed(target).module(module)
        if source is not None:
            for name, function in _functions(source, target):
                found[name] = function.is_coroutine
    return found


def _functions(module: Module, target: Target) -> Iterator[tuple[str, Function]]:
    lookup = typeshed(target)
    for name, binding in module.names.items():
        symbol = None if isinstance(binding, Import) else lookup.attribute(module, name)
        if isinstance(symbol, Function):
            yield name, symbol
        elif isinstance(symbol, Class) and symbol.fullname == f"{module.name}.{name}":
            yield from _methods(symbol, name, target)


def _methods(cls: Class, prefix: str, target: Target) -> Iterator[tuple[str, Function]]:
    for name in cls.names:
        symbol = typeshed(target).member(cls, name)
        if isinstance(symbol, Function):
            yield f"{prefix}.{name}", symbol
        elif isinstance(symbol, Class) and symbol.fullname == f"{cls.fullname}.{name}":
            yield from _methods(symbol, f"{prefix}.{name}", target)


@functools.cache
def declared(module: str) -> Mapping[str, bool]:
    """Return what the stub of a module names, on any target, and whether it says anything."""
    found: dict[str, bool] = {}
    for target in TARGETS:
        stub = catalogue(target).module(module)
        for declaration in stub.declarations.values() if stub is not None else ():
            name = declaration.fullname.removeprefix(f"{module}.")
            name = name.removesuffix(".setter").removesuffix(".deleter")
            found[name] = found.get(name, False) or says_something(declaration)
    return found


def says_something(declaration: Declaration) -> bool:
    """Whether a declaration has an effect, or passes on those of its arguments."""
    return any(
        (signature.category is not None and signature.category is not Category.COROUTINE)
        or any(one.form is not None or one.uses for one in signature.parameters)
        for signature in declaration.signatures
    )


def by_rule(name: str, *, is_coroutine: bool) -> bool:
    """Whether a rule says that a function is harmless: calling a coroutine function runs nothing."""
    return is_coroutine or name.rpartition(".")[2] in IN_MEMORY


def row(module: str, record: Mapping[str, Set[str]]) -> Row:
    """Return the report's line on one module."""
    functions = defined(module)
    stub = declared(module)
    accepted = record.get(module, frozenset())
    known = any(catalogue(target).module(module) is not None for target in TARGETS)
    if module in LEFT_UNKNOWN:
        rest: list[str] = []
    elif considered.WHOLE in accepted:
        rest = []
    else:
        rest = [
            name
            for name, is_coroutine in functions.items()
            if name not in stub and name not in accepted
            if not known or not by_rule(name, is_coroutine=is_coroutine)
        ]
    marked = sum(stub.get(name, False) for name in functions)
    unknown = len(functions) if module in LEFT_UNKNOWN else 0
    return Row(
        module,
        reaches_out(module),
        len(functions),
        marked,
        len(functions) - marked - unknown - len(rest),
        unknown,
        tuple(sorted(rest)),
    )
