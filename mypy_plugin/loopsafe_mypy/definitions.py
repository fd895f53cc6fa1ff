"""Make a `Function` of each definition: its full name, its marks, and when its body runs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mypy.nodes import (
    AssignmentStmt,
    CallExpr,
    ClassDef,
    Decorator,
    Expression,
    ExpressionStmt,
    FuncDef,
    GeneratorExpr,
    LambdaExpr,
    MemberExpr,
    OverloadedFuncDef,
    RefExpr,
    Statement,
)
from mypy.types import CallableType, Instance, get_proper_type

from loopsafe._effects import Category
from loopsafe_mypy import names
from loopsafe_mypy.body import CALL
from loopsafe_mypy.config import Config, Settings
from loopsafe_mypy.control import blocks_of
from loopsafe_mypy.dispatch import registered_with
from loopsafe_mypy.index import Function
from loopsafe_mypy.infer import Fact, Mode, declared_effects
from loopsafe_mypy.marks import Mark, marks_by_call, marks_of
from loopsafe_mypy.overloads import signatures_of, tells_apart
from loopsafe_mypy.uses import BODY


def definition(  # noqa: PLR0913  (what a definition stands in)
    statement: Statement,
    module: str,
    prefix: str,
    config: Config,
    settings: Settings,
    outer: Function | None = None,
) -> Iterator[Function]:
    """Yield the functions that one ``def`` statement (decorated, overloaded) defines."""
    if type(statement) is FuncDef:
        yield _function(statement, None, (), module, prefix, settings, outer)
    elif type(statement) is Decorator:
        marks = tuple(marks_of(statement.original_decorators, config))
        yield _function(statement.func, statement, marks, module, prefix, settings, outer)
    elif type(statement) is OverloadedFuncDef:
        parts = [item for item in statement.items if type(item) is Decorator]
        if statement.is_property:
            for part in parts:
                marks = tuple(marks_of(part.original_decorators, config))
                yield _function(part.func, part, marks, module, prefix, settings, outer)
        elif statement.impl is not None:
            implementation = statement.impl
            decorated = implementation if type(implementation) is Decorator else None
            sources = [*parts, decorated] if decorated else parts
            found = {
                mark.category: mark
                for source in sources
                for mark in marks_of(source.original_decorators, config)
            }
            node = decorated.func if decorated else implementation
            if type(node) is not FuncDef:
                return
            alike = len(found) == 1 and not tells_apart(parts, decorated, config)
            marks = tuple(found.values()) if alike else ()
            function = _function(node, decorated, marks, module, prefix, settings, outer)
            if found and not alike:
                # They say nothing about the implementation they share.
                _hide(function)
                function.front.signatures = tuple(signatures_of(statement, config))
            yield function


def plain(node: FuncDef, module: str, prefix: str, settings: Settings) -> Function:
    """Return the function that a ``def`` statement without decorators defines."""
    return _function(node, None, (), module, prefix, settings, None)


def local_functions(function: Function, config: Config, settings: Settings) -> list[Function]:
    """Return the functions, lambdas and methods that the body of a function defines."""
    found: list[Function] = []
    module = function.fact.module
    marked = (
        marks_by_call(function.body.events.get(CALL, ()), config) if function.body.inner else {}
    )
    for node in function.body.inner:
        prefix = f"{function.fact.key}.<locals>.{node.line}:{node.column}"
        if isinstance(node, (LambdaExpr, GeneratorExpr)):
            marks = marked.get(node, ())
            found.append(anonymous(node, prefix, module, marks, function))
        elif type(node) is ClassDef:
            for statement, below in inside(node.defs.body, node.fullname):
                if not isinstance(statement, (ClassDef, AssignmentStmt, ExpressionStmt)):
                    found.extend(definition(statement, module, below, config, settings, function))
        else:
            found.extend(definition(node, module, prefix, config, settings, function))
    return found


def anonymous(
    node: LambdaExpr | GeneratorExpr,
    prefix: str,
    module: str,
    marks: tuple[Mark, ...] = (),
    outer: Function | None = None,
) -> Function:
    """Return a lambda, or a generator expression whose body runs when it is iterated."""
    if type(node) is GeneratorExpr:
        fact = Fact(f"{prefix}.<genexpr>", module, "<genexpr>", mode="iterate")
    else:
        fact = Fact(f"{prefix}.<lambda>", module, "<lambda>")
        for mark in marks[:1]:
            fact.declare(mark.category, mark.kind, mark.instead)
    return Function(node, fact, marks, outer)


def _function(  # noqa: PLR0913  (likewise)
    node: FuncDef,
    decorated: Decorator | None,
    marks: tuple[Mark, ...],
    module: str,
    prefix: str,
    settings: Settings,
    outer: Function | None,
) -> Function:
    key = f"{prefix}.{node.name}{_accessor(decorated)}"
    shown = node.name if outer is not None and not node.info else shown_name(key, module)
    category, kind, instead = None, None, None
    mode: Mode = "call"
    if node.is_coroutine or node.is_async_generator:
        category = Category.COROUTINE
    elif marks:
        category, kind, instead = marks[0].category, marks[0].kind, marks[0].instead
    elif settings.loop_prefixes and node.name.startswith(settings.loop_prefixes):
        category = Category.CALLBACK
    if category is Category.COROUTINE:
        pass
    elif decorated is not None and _returns_awaitable(decorated):
        mode = "elsewhere"
    elif node.is_generator:
        mode = "enter" if _is_context_manager(decorated) else "iterate"
    fact = Fact(key, module, shown, category, mode, declared_effects(category, kind, instead))
    function = Function(node, fact, marks, outer)
    function.decorated = decorated
    if category is None and mode == "call" and decorated is not None:
        function.wrappers = tuple(_wrappers(decorated))
        if function.wrappers:
            _hide(function)
    return function


def _hide(function: Function) -> None:
    """Give the body a fact of its own: callers see what stands in front of it."""
    front = function.front
    function.fact = Fact(front.key + BODY, front.module, front.shown)


def _wrappers(decorated: Decorator) -> Iterator[Expression]:
    """Yield the decorators that may put another function in place of the one they are given."""
    for decorator in reversed(decorated.decorators):
        callee = decorator.callee if type(decorator) is CallExpr else decorator
        known = names.TRANSPARENT_FACTORIES if callee is not decorator else names.TRANSPARENT
        if registered_with(decorator) is not None:
            continue  # it returns the function itself
        if not isinstance(callee, RefExpr) or callee.fullname not in known:
            yield decorator


def _accessor(decorated: Decorator | None) -> str:
    """Return ``.setter`` or ``.deleter`` for those parts of a property, else nothing."""
    if decorated is not None:
        for decorator in decorated.original_decorators:
            if type(decorator) is MemberExpr and decorator.name in ("setter", "deleter"):
                return f".{decorator.name}"
    return ""


def _is_context_manager(decorated: Decorator | None) -> bool:
    return decorated is not None and any(
        isinstance(decorator, RefExpr) and decorator.fullname in names.CONTEXT_MANAGER_DECORATORS
        for decorator in decorated.original_decorators
    )


def _returns_awaitable(decorated: Decorator) -> bool:
    """Whether a decorator made a sync function return an awaitable: its body runs elsewhere."""
    found = get_proper_type(decorated.var.type) if decorated.var.type is not None else None
    own = get_proper_type(decorated.func.type) if decorated.func.type is not None else None
    if type(found) is not CallableType or type(own) is not CallableType:
        return False
    result = get_proper_type(found.ret_type)
    before = get_proper_type(own.ret_type)
    return _is_awaitable(result) and not _is_awaitable(before)


def _is_awaitable(found: object) -> bool:
    return type(found) is Instance and found.type.fullname in names.AWAITABLES


def shown_name(key: str, module: str) -> str:
    """Return the name of a function as messages show it."""
    name = key.removeprefix(f"{module}.")
    if "@" in name:  # a local class has its line there
        name = re.sub(r"@\d+", "", name)
    for silent in (".__init__", ".__new__", ".setter", ".deleter"):
        name = name.removesuffix(silent)
    return name


_YIELDED = frozenset({FuncDef, Decorator, OverloadedFuncDef, AssignmentStmt, ExpressionStmt})


def inside(statements: list[Statement], prefix: str) -> Iterator[tuple[Statement, str]]:
    """Yield the definitions of a module or class body with the full name they stand in."""
    stack = [(statement, prefix) for statement in reversed(statements)]
    while stack:
        statement, here = stack.pop()
        if type(statement) in _YIELDED:
            yield statement, here
        elif type(statement) is ClassDef:
            yield statement, here
            below = f"{here}.{statement.name}"
            stack += [(inner, below) for inner in reversed(statement.defs.body)]
        else:
            for block in blocks_of(statement):
                if not block.is_unreachable:
                    stack += [(inner, here) for inner in reversed(block.body)]
