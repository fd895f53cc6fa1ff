"""Match the arguments of a call with the parameters of a stubbed signature."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mypy.nodes import (
    ARG_STAR,
    ARG_STAR2,
    BytesExpr,
    CallExpr,
    Expression,
    FloatExpr,
    IntExpr,
    NameExpr,
    OpExpr,
    RefExpr,
    StrExpr,
    UnaryExpr,
)
from mypy.types import Instance, LiteralType

from loopsafe_mypy import names
from loopsafe_mypy.typer import Types, flatten
from loopsafe_mypy.uses import Use
from loopsafe_mypy.values import transparent
from loopsafe_stubs import Parameter, Signature

NOT_A_LITERAL: Final = object()
ANY_POSITION: Final = 1
"""The stars of ``*args``."""
ANY_KEYWORD: Final = 2
"""The stars of ``**kwargs``."""


def fitting(
    signatures: tuple[Signature, ...],
    call: CallExpr | None,
    *,
    bound: bool,
    types: Types | None = None,
) -> Signature:
    """Return the first signature whose ``Literal`` parameters fit the call.

    Args:
        signatures: The overloads, in order; the last one is the fallback.
        call: The call, or ``None`` if the function is run without one that can be seen.
        bound: Whether the first parameter is the receiver, which the call does not pass.
        types: The types of arguments, where one that is not a literal may have a literal type.
    """
    if call is not None and not gives_unseen(call):
        for signature in signatures:
            if _fits(signature, call, bound=bound, types=types):
                return signature
    return signatures[-1]


def passed(
    signature: Signature, call: CallExpr, *, bound: bool
) -> Iterator[tuple[Parameter, Expression]]:
    """Yield the parameters of a signature that the call gives, with the arguments."""
    parameters = signature.parameters[1:] if bound else signature.parameters
    positional = [item for item in parameters if item.positional]
    by_name = {item.name: item for item in parameters if item.keyword and not item.variadic}
    extra = next((item for item in parameters if item.variadic and not item.positional), None)
    position = 0
    for argument, kind, name in zip(call.args, call.arg_kinds, call.arg_names, strict=True):
        if kind in (ARG_STAR, ARG_STAR2):
            return
        if name is not None:
            parameter = by_name.get(name, extra)
            if parameter is not None:
                yield parameter, argument
        elif position < len(positional):
            parameter = positional[position]
            yield parameter, argument
            position += not parameter.variadic


def given(use: Use, call: CallExpr) -> Iterator[Expression]:
    """Yield the arguments that a call gives for the parameter of a use.

    The first argument of ``functools.partial(f, ...)`` and its like is the function itself.
    """
    own = 1 if transparent(call) is not None else 0
    stars = len(use.name) - len(use.name.lstrip("*"))
    position = -own
    for argument, kind, name in zip(call.args, call.arg_kinds, call.arg_names, strict=True):
        if kind is ARG_STAR:
            if use.position >= position:
                yield argument
            return
        if kind is ARG_STAR2 or name is not None:
            if stars == ANY_KEYWORD or name == use.name:
                yield argument
            continue
        is_rest = stars == ANY_POSITION and position > use.position >= 0
        if 0 <= position == use.position or is_rest:
            yield argument
        position += 1


def gives_unseen(call: CallExpr) -> bool:
    """Whether a call passes arguments of which it does not show which ones: ``f(**options)``."""
    return ARG_STAR in call.arg_kinds or ARG_STAR2 in call.arg_kinds


def literal(expression: Expression, types: Types | None = None) -> object:
    """Return the value of an expression that is always the same, or `NOT_A_LITERAL`."""
    if isinstance(expression, BytesExpr):  # mypy keeps the text between the quotes
        return expression.value.encode().decode("unicode_escape").encode("latin-1", "replace")
    if isinstance(expression, (IntExpr, FloatExpr, StrExpr)):
        return expression.value
    if type(expression) is NameExpr:
        constants = {"builtins.True": True, "builtins.False": False, "builtins.None": None}
        if expression.fullname in constants:
            return constants[expression.fullname]
    if isinstance(expression, RefExpr) and expression.fullname in names.FLAGS:
        return names.FLAGS[expression.fullname]
    if type(expression) is OpExpr and expression.op == "|":
        left, right = literal(expression.left), literal(expression.right)
        return left | right if isinstance(left, int) and isinstance(right, int) else NOT_A_LITERAL
    if type(expression) is UnaryExpr and expression.op == "-":
        value = literal(expression.expr)
        return -value if isinstance(value, (int, float)) else NOT_A_LITERAL
    found = types.type_of(expression) if types is not None else None
    if type(found) is Instance and found.last_known_value is not None:
        found = found.last_known_value
    return found.value if type(found) is LiteralType else NOT_A_LITERAL


def _fits(signature: Signature, call: CallExpr, *, bound: bool, types: Types | None) -> bool:
    given = {
        parameter.name: argument for parameter, argument in passed(signature, call, bound=bound)
    }
    for parameter in signature.parameters[1:] if bound else signature.parameters:
        argument = given.get(parameter.name)
        if argument is None:
            if parameter.required and not parameter.variadic:
                return False
        elif parameter.literals is not None or parameter.classes:
            value = literal(argument, types)
            same = any(_same(value, option) for option in parameter.literals or ())
            if not same and not _is_instance(argument, parameter.classes, types):
                return False
    return True


def _is_instance(argument: Expression, classes: tuple[str, ...], types: Types | None) -> bool:
    """Whether an argument is known to be of one of some classes, given by their full names."""
    found = types.type_of(argument) if types is not None and classes else None
    items = list(flatten(found)) if found is not None else []
    return bool(items) and all(
        type(item) is Instance and any(item.type.has_base(name) for name in classes)
        for item in items
    )


def _same(value: object, option: object) -> bool:
    """Equal, and both or neither a bool: 0 is 0.0, but not ``False``."""
    return value == option and isinstance(value, bool) == isinstance(option, bool)
