"""Which functions a call may run besides the one that is called.

``functools.singledispatch``
----------------------------

A call of a single-dispatch function has the effects of all implementations that its own module
registers with it; if it has a category, they inherit that, as overrides do. What other modules
register is not its callers' business: they see no more than the module that defines it.

Models of pydantic
------------------
The constructor of a model runs the validators of its class and of the classes above it.
"""

from __future__ import annotations

from collections.abc import Iterator

from mypy.nodes import CallExpr, Decorator, Expression, FuncDef, MemberExpr, RefExpr

from loopsafe_mypy import names
from loopsafe_mypy.index import Function


def registered_with(decorator: Expression) -> str | None:
    """Return the single-dispatch function that a decorator registers an implementation with.

    Args:
        decorator: ``show.register`` or ``show.register(int)``.

    Returns:
        The full name of ``show``, or ``None`` if it is no such decorator.
    """
    callee = decorator.callee if type(decorator) is CallExpr else decorator
    if type(callee) is not MemberExpr or callee.name != "register":
        return None
    dispatcher = callee.expr.node if isinstance(callee.expr, RefExpr) else None
    if type(dispatcher) is Decorator and any(
        isinstance(item, RefExpr) and item.fullname in names.SINGLE_DISPATCH
        for item in dispatcher.original_decorators
    ):
        return dispatcher.fullname
    return None


def implementations(functions: list[Function]) -> Iterator[tuple[Function, str]]:
    """Yield the functions that are registered, and with what."""
    for function in functions:
        if function.decorated is not None:
            for decorator in function.decorated.original_decorators:
                dispatcher = registered_with(decorator)
                if dispatcher is not None:
                    yield function, dispatcher


def validated(function: Function) -> str | None:
    """Return the key of what a model's constructor runs, if the function is a validator of it."""
    node = function.node
    if function.decorated is None or type(node) is not FuncDef or not node.info:
        return None
    for decorator in function.decorated.original_decorators:
        callee = decorator.callee if type(decorator) is CallExpr else decorator
        if isinstance(callee, RefExpr) and callee.fullname in names.VALIDATOR_DECORATORS:
            return node.info.fullname + names.VALIDATORS
    return None


def name_apart(functions: list[Function]) -> None:
    """Give implementations that are all called ``_`` keys of their own."""
    for number, (function, dispatcher) in enumerate(implementations(functions)):
        if function.decorated is not None and function.decorated.name == "_":
            own = f"{dispatcher}.<case>.{number}"
            suffix = function.fact.key.removeprefix(function.front.key)
            function.front.key = own
            if function.fact is not function.front:
                function.fact.key = own + suffix
