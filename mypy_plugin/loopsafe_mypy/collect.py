"""Find the functions of a module: `collect` goes over module and class bodies.

Branches of ``if`` and ``try`` included. Local functions join when the body around them is walked.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mypy.nodes import (
    AssignmentStmt,
    CallExpr,
    ClassDef,
    ConditionalExpr,
    DictExpr,
    Expression,
    ExpressionStmt,
    FuncDef,
    LambdaExpr,
    ListExpr,
    MemberExpr,
    MypyFile,
    NameExpr,
    OpExpr,
    RefExpr,
    SetExpr,
    TupleExpr,
    TypeInfo,
    Var,
)

from loopsafe_mypy import names
from loopsafe_mypy.config import Config
from loopsafe_mypy.definitions import anonymous, definition, inside, plain, shown_name
from loopsafe_mypy.dispatch import name_apart
from loopsafe_mypy.index import Alias, ModuleIndex
from loopsafe_mypy.infer import Fact
from loopsafe_mypy.marks import marks_by_call, marks_of, with_aliases
from loopsafe_mypy.uses import ITEM
from loopsafe_mypy.values import displayed, item_key, names_function


def collect(tree: MypyFile, config: Config) -> ModuleIndex:
    """Return everything in a module that has a body or a marker."""
    config = with_aliases(tree, config)
    index = ModuleIndex(tree, config)
    settings = config.for_module(tree.fullname)
    for statement, prefix in inside(tree.defs, tree.fullname):
        if type(statement) is ClassDef:
            if len(statement.base_type_exprs) > 1:
                index.classes.append(statement)
            index.marked_classes += [
                (statement, mark) for mark in marks_of(statement.decorators, config)
            ]
        elif type(statement) is AssignmentStmt:
            index.aliases += _aliases(statement, tree.fullname, prefix)
            if type(statement.rvalue) is CallExpr:
                index.calls.append(statement.rvalue)
        elif type(statement) is ExpressionStmt:
            if type(statement.expr) is CallExpr:
                index.calls.append(statement.expr)
        elif type(statement) is FuncDef:
            index.functions.append(plain(statement, tree.fullname, prefix, settings))
            index.calls += _default_calls(statement)
        else:
            for function in definition(statement, tree.fullname, prefix, config, settings):
                index.functions.append(function)
                if isinstance(function.node, FuncDef):
                    index.calls += _default_calls(function.node)
    _apply_calls(index, config)
    name_apart(index.functions)
    return index


def _default_calls(node: FuncDef) -> list[CallExpr]:
    """Return the calls that make default arguments: ``Depends(look_up)`` hands over."""
    return [
        argument.initializer
        for argument in node.arguments
        if type(argument.initializer) is CallExpr
    ]


def _apply_calls(index: ModuleIndex, config: Config) -> None:
    """Take in the lambdas of a module's aliases, and the markers that are called with a value."""
    module = index.tree.fullname
    marked = marks_by_call(index.calls, config)
    for alias in index.aliases:
        stack, innermost = [alias.value], alias.value
        while stack:
            value = stack.pop()
            if type(value) is LambdaExpr:
                marks = marked.get(value, ())
                index.functions.append(anonymous(value, alias.fact.key, module, marks))
            elif type(value) is CallExpr:
                stack += value.args
            elif type(value) is ConditionalExpr:
                stack += (value.if_expr, value.else_expr)
        while type(innermost) is CallExpr and innermost.args:
            innermost = innermost.args[0]
        for mark in marked.get(innermost, ())[:1]:
            alias.fact.declare(mark.category, mark.kind, mark.instead)


def _aliases(statement: AssignmentStmt, module: str, prefix: str) -> Iterator[Alias]:
    """Yield what an assignment in a module or class body gives a name that can be called."""
    value, target = statement.rvalue, statement.lvalues[0]
    if (type(target) is TupleExpr or type(target) is ListExpr) and (
        type(value) is TupleExpr or type(value) is ListExpr
    ):
        for name, item in zip(target.items, value.items, strict=False):
            if names_function(item):
                yield from _alias(name, item, module, prefix)
    else:
        yield from _alias(target, value, module, prefix)


_DISPLAYS: Final = frozenset({DictExpr, ListExpr, SetExpr, TupleExpr})

_MAY_BE_CALLED: Final = _DISPLAYS | {
    CallExpr,
    ConditionalExpr,
    LambdaExpr,
    MemberExpr,
    NameExpr,
    OpExpr,
}


def _alias(target: Expression, value: Expression, module: str, prefix: str) -> Iterator[Alias]:
    kind = type(value)
    if kind not in _MAY_BE_CALLED or type(target) is not NameExpr or type(target.node) is not Var:
        return
    key = f"{prefix}.{target.name}"
    if kind in _DISPLAYS:
        for index, item in displayed(value):
            if names_function(item):
                for name in (key + ITEM, item_key(key, index)):
                    if name is not None:
                        yield Alias(Fact(name, module, shown_name(key, module)), item)
        return
    if type(value) is CallExpr:
        if isinstance(value.callee, RefExpr) and value.callee.fullname in names.DATACLASS_FIELDS:
            shown = shown_name(prefix, module)
            for argument, name in zip(value.args, value.arg_names, strict=True):
                if name == "default_factory":
                    yield Alias(Fact(key + names.FACTORY, module, shown), argument)
            return
        if not value.args or not isinstance(value.args[0], (RefExpr, LambdaExpr, CallExpr)):
            return  # neither a partial nor a marked function
    elif isinstance(value, RefExpr) and (
        isinstance(value.node, (TypeInfo, type(None))) or value.fullname in names.CONSTANTS
    ):
        return
    yield Alias(Fact(key, module, shown_name(key, module)), value)
