"""Read what a stub's signature says: parameters, the values they take, and where callables run.

Part of `reader`, which documents the notation.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final

from loopsafe_stubs.notation import AWAITABLES, CLASSES, FORMS, PROTOCOLS, Parameter

NO_LITERAL: Final = object()
"""Returned by `literal` for anything but a constant."""


class SignatureError(Exception):
    """An annotation that cannot be used."""

    def __init__(self, node: ast.AST, message: str) -> None:
        super().__init__(message)
        self.node = node
        self.message = message


def parameters_of(args: ast.arguments) -> Iterator[Parameter]:
    """Yield the parameters of a stubbed function.

    Raises:
        SignatureError: If an annotation says something that has no meaning there.
    """
    positional = [*args.posonlyargs, *args.args]
    required = len(positional) - len(args.defaults)
    for index, arg in enumerate(positional):
        keyword = index >= len(args.posonlyargs)
        found = Parameter(arg.arg, positional=True, keyword=keyword, required=index < required)
        yield annotated(found, arg.annotation)
    if args.vararg:
        yield annotated(_rest(args.vararg, positional=True), args.vararg.annotation)
    for arg, default in zip(args.kwonlyargs, args.kw_defaults, strict=True):
        found = Parameter(arg.arg, positional=False, keyword=True, required=default is None)
        yield annotated(found, arg.annotation)
    if args.kwarg:
        yield annotated(_rest(args.kwarg, positional=False), args.kwarg.annotation)


def decorates(returns: ast.expr | None) -> Parameter | None:
    """Return the parameter of the decorator that a function returns, if it says what that does.

    Only a form makes it worth saying: ``-> Callable[[InWorker[Callable[..., object]]], object]``.
    """
    if not isinstance(returns, ast.Subscript) or last_name(returns.value) != "Callable":
        return None
    parts = returns.slice.elts if isinstance(returns.slice, ast.Tuple) else ()
    if not parts or not isinstance(parts[0], ast.List) or len(parts[0].elts) != 1:
        return None
    found = Parameter("func", positional=True, keyword=False, required=True)
    found = annotated(found, parts[0].elts[0])
    return found if found.form or found.plain_form else None


def annotated(parameter: Parameter, annotation: ast.expr | None) -> Parameter:
    """Return a parameter with what its annotation says."""
    plain = coroutines = None
    uses: tuple[str, ...] = ()
    for part in _alternatives(annotation):
        name = last_name(part.value if isinstance(part, ast.Subscript) else part)
        if name in FORMS:
            if _returns_awaitable(part):
                coroutines = FORMS[name]
            else:
                plain = FORMS[name]
        elif name in CLASSES:
            parameter = parameter._replace(classes=(*parameter.classes, *CLASSES[name]))
        elif name in PROTOCOLS:
            uses += PROTOCOLS[name]
        elif name == "Literal" and isinstance(part, ast.Subscript):
            value = literal(part.slice)
            if value is NO_LITERAL:
                raise SignatureError(part, "Literal takes constants")
            values = value if isinstance(value, tuple) else (value,)
            parameter = parameter._replace(literals=values)
        elif any(last_name(inner) in FORMS for inner in _names(part)):
            raise SignatureError(part, "a form stands outermost, or beside | in a union")
    if coroutines is None:
        return parameter._replace(form=plain, uses=uses)
    return parameter._replace(plain_form=plain, uses=uses)


def literal(node: ast.expr) -> object:
    """Return the value of a constant expression, or `NO_LITERAL`."""
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return NO_LITERAL


def last_name(node: ast.expr) -> str:
    """Return ``c`` for ``a.b.c``, and nothing for what is no name."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _rest(arg: ast.arg, *, positional: bool) -> Parameter:
    return Parameter(
        arg.arg, positional=positional, keyword=not positional, required=False, variadic=True
    )


def _returns_awaitable(form: ast.expr) -> bool:
    """Whether a form holds ``Callable[..., Awaitable[object]]``: a coroutine function."""
    inner = form.slice if isinstance(form, ast.Subscript) else None
    if not isinstance(inner, ast.Subscript) or not isinstance(inner.slice, ast.Tuple):
        return False
    result = inner.slice.elts[-1]
    return last_name(result.value if isinstance(result, ast.Subscript) else result) in AWAITABLES


def _alternatives(node: ast.expr | None) -> list[ast.expr]:
    """Return the members of a union ``a | b``; of anything else, itself."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return [*_alternatives(node.left), *_alternatives(node.right)]
    return [] if node is None else [node]


def _names(node: ast.AST) -> list[ast.expr]:
    return [item for item in ast.walk(node) if isinstance(item, (ast.Name, ast.Attribute))]
