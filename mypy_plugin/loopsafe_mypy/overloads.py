"""Overloads with different markers: the one that a call chooses counts.

They become the same signatures that effect stubs have, chosen by ``Literal`` parameters.
"""

from __future__ import annotations

from collections.abc import Iterator

from mypy.nodes import Decorator, FuncDef, OverloadedFuncDef
from mypy.types import CallableType, Instance, LiteralType, NoneType, Type, get_proper_type

from loopsafe_mypy.config import Config
from loopsafe_mypy.marks import marks_of
from loopsafe_mypy.typer import parts_of
from loopsafe_stubs import Parameter, Signature


def signatures_of(node: OverloadedFuncDef, config: Config) -> Iterator[Signature]:
    """Yield the signatures of a function's overloads with what their markers say."""
    for item in node.items:
        if type(item) is Decorator:
            mark = next(marks_of(item.original_decorators, config), None)
            parameters = tuple(_parameters(item.func))
            if mark is None:
                yield Signature(parameters)
            else:
                yield Signature(parameters, mark.category, mark.kind, mark.instead)


def _parameters(node: FuncDef) -> Iterator[Parameter]:
    signature = get_proper_type(node.type) if node.type is not None else None
    declared = signature.arg_types if type(signature) is CallableType else []
    for index, argument in enumerate(node.arguments):
        kind = argument.kind
        name = "self" if not index and node.info and not node.is_static else None
        yield Parameter(
            name or argument.variable.name,
            positional=kind.is_positional() or (kind.is_star() and not kind.is_named(star=True)),
            keyword=not argument.pos_only and not kind.is_star(),
            required=kind.is_required(),
            variadic=kind.is_star(),
            literals=_literals(declared[index]) if index < len(declared) else None,
        )


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
