"""All that typeshed says can be called in a module, and which of it a rule finds harmless.

Functions, methods, properties and special methods, on any of the supported Python versions and
platforms, by the names of the module that defines them. A rule says *harmless* of whole sorts of
functions, so that nobody has to read them one by one:

* coroutine functions: calling one runs nothing;
* special methods that compute, compare, convert, show or copy (`IN_MEMORY`);
* constructors of exceptions, and the fields of tuples with names: they store, and look up;
* private protocols: they are there for type checkers, no object is made of them.
"""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator, Mapping
from typing import Final

from loopsafe_stubs import Target
from tests.meta.stub_lookup import TARGETS, typeshed
from tests.meta.typeshed import Class, Function
from tests.meta.typeshed_source import Import, Module

IN_MEMORY: Final = frozenset(
    """
    abs add and bool buffer bytes ceil class_getitem complex copy deepcopy dir divmod eq float floor
    floordiv format fspath ge getformat getnewargs getnewargs_ex getstate gt hash iadd iand
    ifloordiv ilshift imatmul imod imul index init_subclass instancecheck int invert ior ipow
    irshift isub itruediv ixor le length_hint lshift lt matmul mod mro_entries mul ne neg or pos pow
    radd rand rdivmod reduce reduce_ex release_buffer replace repr rfloordiv rlshift rmatmul rmod
    rmul ror round rpow rrshift rshift rsub rtruediv rxor setformat setstate sizeof str sub
    subclasscheck subclasshook truediv trunc xor
    """.split()  # noqa: SIM905, a list of them would be a page long
)
"""Special methods (``__abs__`` and so on) that, in the standard library, work in memory. Those that
make, enter, iterate, index, call or destroy something are considered one by one."""
CONSTRUCTORS: Final = frozenset({"__init__", "__new__"})


@functools.cache
def defined(module: str) -> Mapping[str, bool]:
    """Return the names of all functions of a module, and whether a rule says they are harmless."""
    found: dict[str, bool] = {}
    for target in TARGETS:
        source = typeshed(target).module(module)
        if source is not None:
            for name, by_rule in _functions(source, target):
                found[name] = by_rule and found.get(name, True)
    return found


def _functions(module: Module, target: Target) -> Iterator[tuple[str, bool]]:
    for name, binding in module.names.items():
        if isinstance(binding, Import):
            continue
        symbol = typeshed(target).attribute(module, name)
        if isinstance(symbol, Function):
            yield name, symbol.is_coroutine
        elif isinstance(symbol, Class) and symbol.fullname == f"{module.name}.{name}":
            yield from _methods(symbol, name, target)


def _methods(cls: Class, prefix: str, target: Target) -> Iterator[tuple[str, bool]]:
    bases = {base.fullname for base in typeshed(target).mro(cls)}
    is_exception = "builtins.BaseException" in bases
    has_fields = "builtins.tuple" in bases or _is_named_tuple(cls)
    is_imagined = cls.fullname.rpartition(".")[2].startswith("_") and _is_protocol(cls)
    for name in cls.names:
        symbol = typeshed(target).member(cls, name)
        if isinstance(symbol, Function):
            yield (
                f"{prefix}.{name}",
                symbol.is_coroutine
                or (name[:2] == name[-2:] == "__" and name[2:-2] in IN_MEMORY)
                or (is_exception and name in CONSTRUCTORS)
                or (has_fields and (symbol.is_property or name in CONSTRUCTORS))
                or is_imagined,
            )
        elif isinstance(symbol, Class) and symbol.fullname == f"{cls.fullname}.{name}":
            yield from _methods(symbol, f"{prefix}.{name}", target)


def _is_protocol(cls: Class) -> bool:
    return "Protocol" in {_last_name(base) for base in cls.bases}


def _is_named_tuple(cls: Class) -> bool:
    return "NamedTuple" in {_last_name(base) for base in cls.bases}


def _last_name(node: ast.expr) -> str:
    inner = node.value if isinstance(node, ast.Subscript) else node
    return inner.attr if isinstance(inner, ast.Attribute) else getattr(inner, "id", "")
