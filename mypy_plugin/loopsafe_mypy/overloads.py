"""Overloads with different markers: the one that a call chooses counts.

They become the same signatures that effect stubs have, chosen by ``Literal`` parameters, and by the
classes of those parameters whose types differ. An overload without a marker beside one that has one
is harmless, as in a stub.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mypy.nodes import Decorator, FuncDef, OverloadedFuncDef
from mypy.types import CallableType, Instance, LiteralType, NoneType, Type, get_proper_type

from loopsafe_mypy.config import Config
from loopsafe_mypy.marks import marks_of
from loopsafe_mypy.typer import parts_of
from loopsafe_stubs import Parameter, Signature


def tells_apart(
    parts: Sequence[Decorator], implementation: Decorator | None, config: Config
) -> bool:
    """Whether the one marker that there is stands on some of the overloads only."""
    if implementation is not None and any(marks_of(implementation.original_decorators, config)):
        return False
    return not all(any(marks_of(part.original_decorators, config)) for part in parts)


def signatures_of(node: OverloadedFuncDef, config: Config) -> Iterator[Signature]:
    """Yield the signatures of a function's overloads with what their markers say."""
    items = [item for item in node.items if isinstance(item, Decorator)]
    declared: dict[str, set[Type]] = {}
    for item in items:
        for name, found in _declared(item.func):
            declared.setdefault(name, set()).add(found)
    deciding = {name for name, types in declared.items() if len(types) > 1}
    for item in items:
        mark = next(marks_of(item.original_decorators, config), None)
        parameters = tuple(_parameters(item.func, deciding))
        if mark is None:
            yield Signature(parameters)
        else:
            yield Signature(parameters, mark.category, mark.kind, mark.instead)


def _declared(node: FuncDef) -> Iterator[tuple[str, Type]]:
    """Yield the names of a function's parameters with their declared types."""
    signature = get_proper_type(node.type) if node.type is not None else None
    if isinstance(signature, CallableType):
        for argument, found in zip(node.arguments, signature.arg_types, strict=False):
            yield argument.variable.name, get_proper_type(found)


def _parameters(node: FuncDef, deciding: set[str]) -> Iterator[Parameter]:
    declared = dict(_declared(node))
    for index, argument in enumerate(node.arguments):
        kind = argument.kind
        own = argument.variable.name
        name = "self" if not index and node.info and not node.is_static else None
        found = declared.get(own)
        literals = _literals(found) if found is not None else None
        by_class = found is not None and literals is None and own in deciding
        yield Parameter(
            name or own,
            positional=kind.is_positional() or (kind.is_star() and not kind.is_named(star=True)),
            keyword=not argument.pos_only and not kind.is_star(),
            required=kind.is_required(),
            variadic=kind.is_star(),
            literals=literals,
            classes=_classes(found) if by_class and found is not None else (),
        )


def _classes(found: Type) -> tuple[str, ...]:
    """Return the full names of the classes a type is made of; none, if it is made of more."""
    names: list[str] = []
    for item in parts_of(found):
        part = get_proper_type(item)
        if not isinstance(part, Instance) or part.type.is_protocol:
            return ()
        names.append(part.type.fullname)
    return tuple(names)


def _literals(found: Type) -> tuple[object, ...] | None:
    """Return the values of a type that is made of literals, else ``None``."""
    values: list[object] = []
    for item in parts_of(found):
        part = get_proper_type(item)
        known = part.last_known_value if type(part) is Instance else part
        if type(known) is LiteralType:
            values.append(known.value)
        elif type(part) is NoneType:
            values.append(None)
        else:
            return None
    return tuple(values) or None
