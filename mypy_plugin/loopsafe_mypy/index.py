"""Find the functions of a module: what each is called, how it is marked, when its body runs.

`collect` goes over module and class bodies (branches of ``if`` and ``try`` included) and makes a
`Function` of each definition. Local functions join when the body around them is walked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mypy.nodes import (
    AssignmentStmt,
    CallExpr,
    ClassDef,
    ConditionalExpr,
    Decorator,
    Expression,
    ExpressionStmt,
    FuncDef,
    GeneratorExpr,
    LambdaExpr,
    MemberExpr,
    MypyFile,
    NameExpr,
    OpExpr,
    OverloadedFuncDef,
    RefExpr,
    Statement,
    TypeInfo,
    Var,
)
from mypy.types import CallableType, Instance, get_proper_type

from loopsafe._effects import CONTEXT_OF, Category, Context
from loopsafe_mypy import names
from loopsafe_mypy.body import CALL, Body
from loopsafe_mypy.config import Config, Settings
from loopsafe_mypy.control import blocks_of
from loopsafe_mypy.infer import Fact, Mode, declared_effects
from loopsafe_mypy.light import LightTypes
from loopsafe_mypy.marks import Mark, marks_by_call, marks_of
from loopsafe_mypy.walk import Walked, walk


class Function:
    """One definition whose body is in memory."""

    __slots__ = ("_body", "fact", "inner", "light", "marks", "node", "outer")

    def __init__(
        self,
        node: Walked,
        fact: Fact,
        marks: tuple[Mark, ...] = (),
        outer: Function | None = None,
    ) -> None:
        self.node = node
        self.fact = fact
        self.marks = marks
        self.outer = outer
        self._body: Body | None = None
        self.light: LightTypes | None = None
        self.inner: list[Function] | None = None
        """Its local functions, once they have been looked for."""

    @property
    def body(self) -> Body:
        """What the function does, walked once."""
        if self._body is None:
            self._body = walk(self.node)
        return self._body

    @property
    def category(self) -> Category | None:
        """The declared category; ``None`` for an unmarked function."""
        return self.fact.category

    @property
    def context(self) -> Context | None:
        """Where the body runs, if that is declared and to be verified."""
        if self.category is None or any(mark.unchecked for mark in self.marks):
            return None
        return CONTEXT_OF[self.category]

    def use(self, body: Body) -> None:
        """Take a body that was not walked."""
        self._body = body

    def release(self) -> None:
        """Let go of the syntax tree, and of the functions around and inside: they form cycles."""
        self._body = self.light = self.outer = self.inner = None


class Alias:
    """A name of a module or class for a value that can be called: ``nap = time.sleep``.

    Also the default factory of a dataclass field, which the constructor calls.
    """

    __slots__ = ("fact", "value")

    def __init__(self, fact: Fact, value: Expression) -> None:
        self.fact = fact
        self.value = value


class ModuleIndex:
    """The functions, aliases and marked classes of one module."""

    def __init__(self, tree: MypyFile) -> None:
        self.tree = tree
        self.functions: list[Function] = []
        self.aliases: list[Alias] = []
        self.marked_classes: list[tuple[ClassDef, Mark]] = []
        self.calls: list[CallExpr] = []
        """Calls whose value a module or class body binds or drops: a marker may be called there."""


def collect(tree: MypyFile, config: Config) -> ModuleIndex:
    """Return everything in a module that has a body or a marker."""
    index = ModuleIndex(tree)
    settings = config.for_module(tree.fullname)
    for statement, prefix in _definitions(tree):
        if isinstance(statement, ClassDef):
            index.marked_classes += [
                (statement, mark) for mark in marks_of(statement.decorators, config)
            ]
        elif isinstance(statement, AssignmentStmt):
            index.aliases += _aliases(statement, tree.fullname, prefix)
            if isinstance(statement.rvalue, CallExpr):
                index.calls.append(statement.rvalue)
        elif isinstance(statement, ExpressionStmt):
            if isinstance(statement.expr, CallExpr):
                index.calls.append(statement.expr)
        else:
            index.functions += definition(statement, tree.fullname, prefix, config, settings)
    _apply_calls(index, config)
    return index


def _apply_calls(index: ModuleIndex, config: Config) -> None:
    """Take in the lambdas of a module's aliases, and the markers that are called with a value."""
    module = index.tree.fullname
    marked = marks_by_call(index.calls, config)
    for alias in index.aliases:
        stack, innermost = [alias.value], alias.value
        while stack:
            value = stack.pop()
            if isinstance(value, LambdaExpr):
                marks = marked.get(value, ())
                index.functions.append(anonymous(value, alias.fact.key, module, marks))
            elif isinstance(value, CallExpr):
                stack += value.args
            elif isinstance(value, ConditionalExpr):
                stack += (value.if_expr, value.else_expr)
        while isinstance(innermost, CallExpr) and innermost.args:
            innermost = innermost.args[0]
        for mark in marked.get(innermost, ())[:1]:
            alias.fact.declare(mark.category, mark.kind, mark.instead)


def definition(  # noqa: PLR0913  (what a definition stands in)
    statement: Statement,
    module: str,
    prefix: str,
    config: Config,
    settings: Settings,
    outer: Function | None = None,
) -> Iterator[Function]:
    """Yield the functions that one ``def`` statement (decorated, overloaded) defines."""
    if isinstance(statement, FuncDef):
        yield _function(statement, None, (), module, prefix, settings, outer)
    elif isinstance(statement, Decorator):
        marks = tuple(marks_of(statement.original_decorators, config))
        yield _function(statement.func, statement, marks, module, prefix, settings, outer)
    elif isinstance(statement, OverloadedFuncDef):
        parts = [item for item in statement.items if isinstance(item, Decorator)]
        if statement.is_property:
            for part in parts:
                marks = tuple(marks_of(part.original_decorators, config))
                yield _function(part.func, part, marks, module, prefix, settings, outer)
        elif statement.impl is not None:
            implementation = statement.impl
            decorated = implementation if isinstance(implementation, Decorator) else None
            sources = [*parts, decorated] if decorated else parts
            found = {
                mark.category: mark
                for source in sources
                for mark in marks_of(source.original_decorators, config)
            }
            # Overloads that differ say nothing about the implementation they share.
            marks = tuple(found.values()) if len(found) == 1 else ()
            node = decorated.func if decorated else implementation
            if isinstance(node, FuncDef):
                yield _function(node, decorated, marks, module, prefix, settings, outer)


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
        elif isinstance(node, ClassDef):
            for statement, below in _inside(node.defs.body, node.fullname):
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
    if isinstance(node, GeneratorExpr):
        fact = Fact(f"{prefix}.<genexpr>", module, "<genexpr>", mode="iterate")
    else:
        fact = Fact(f"{prefix}.<lambda>", module, "<lambda>")
        for mark in marks[:1]:
            fact.declare(mark.category, mark.kind, mark.instead)
    return Function(node, fact, marks, outer)


def with_inner(functions: list[Function]) -> Iterator[Function]:
    """Yield functions and all the local functions that were found in them."""
    stack = list(functions)
    while stack:
        function = stack.pop()
        yield function
        stack += function.inner or []


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
    shown = node.name if outer is not None and not node.info else _shown(key, module)
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
    return Function(node, fact, marks, outer)


def _accessor(decorated: Decorator | None) -> str:
    """Return ``.setter`` or ``.deleter`` for those parts of a property, else nothing."""
    if decorated is not None:
        for decorator in decorated.original_decorators:
            if isinstance(decorator, MemberExpr) and decorator.name in ("setter", "deleter"):
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
    if not isinstance(found, CallableType) or not isinstance(own, CallableType):
        return False
    result = get_proper_type(found.ret_type)
    before = get_proper_type(own.ret_type)
    return _is_awaitable(result) and not _is_awaitable(before)


def _is_awaitable(found: object) -> bool:
    return isinstance(found, Instance) and found.type.fullname in names.AWAITABLES


def _shown(key: str, module: str) -> str:
    name = key.removeprefix(f"{module}.")
    if "@" in name:  # a local class has its line there
        name = re.sub(r"@\d+", "", name)
    for silent in (".__init__", ".__new__", ".setter", ".deleter"):
        name = name.removesuffix(silent)
    return name


def _aliases(statement: AssignmentStmt, module: str, prefix: str) -> Iterator[Alias]:
    """Yield what an assignment in a module or class body gives a name that can be called."""
    value, target = statement.rvalue, statement.lvalues[0]
    if not isinstance(target, NameExpr) or not isinstance(target.node, Var):
        return
    key = f"{prefix}.{target.name}"
    if isinstance(value, CallExpr):
        if isinstance(value.callee, RefExpr) and value.callee.fullname in names.DATACLASS_FIELDS:
            for argument, name in zip(value.args, value.arg_names, strict=True):
                if name == "default_factory":
                    yield Alias(Fact(key + names.FACTORY, module, _shown(prefix, module)), argument)
            return
        if not value.args or not isinstance(value.args[0], (RefExpr, LambdaExpr, CallExpr)):
            return  # neither a partial nor a marked function
    elif not isinstance(value, (RefExpr, LambdaExpr, ConditionalExpr, OpExpr)) or (
        isinstance(value, RefExpr) and isinstance(value.node, (TypeInfo, type(None)))
    ):
        return
    yield Alias(Fact(key, module, _shown(key, module)), value)


def _definitions(tree: MypyFile) -> Iterator[tuple[Statement, str]]:
    """Yield the definitions of a module and its classes with the full name they stand in."""
    yield from _inside(tree.defs, tree.fullname)


_YIELDED = (FuncDef, Decorator, OverloadedFuncDef, AssignmentStmt, ExpressionStmt)


def _inside(statements: list[Statement], prefix: str) -> Iterator[tuple[Statement, str]]:
    stack = [(statement, prefix) for statement in reversed(statements)]
    while stack:
        statement, here = stack.pop()
        if isinstance(statement, _YIELDED):
            yield statement, here
        elif isinstance(statement, ClassDef):
            yield statement, here
            below = f"{here}.{statement.name}"
            stack += [(inner, below) for inner in reversed(statement.defs.body)]
        else:
            for block in blocks_of(statement):
                if not block.is_unreachable:
                    stack += [(inner, here) for inner in reversed(block.body)]
