"""Read category markers off the tree: which decorators are markers, and what they say.

A marker is known by its full name: loopsafe's own, and those that the configuration names for
other frameworks. Judging whether a marker makes sense is `rules.category_marker`'s work.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from mypy.nodes import (
    AssignmentStmt,
    CallExpr,
    Expression,
    MemberExpr,
    MypyFile,
    NameExpr,
    RefExpr,
    StrExpr,
    TypeInfo,
)

from loopsafe._effects import KINDS, Category
from loopsafe_mypy import names
from loopsafe_mypy.config import Config


class Mark(NamedTuple):
    """One marker on one definition."""

    category: Category
    node: Expression
    """Where it stands, for messages."""
    kind: str | None = None
    instead: str | None = None
    unchecked: bool = False
    problem: str | None = None
    """What is wrong with its arguments."""
    above_property: bool = False


OPTIONS = {
    Category.CALLBACK: ("unchecked",),
    Category.THREAD_SAFE: ("unchecked",),
    Category.BLOCKING: ("kind", "instead", "executor", "unchecked"),
}


def with_aliases(tree: MypyFile, config: Config) -> Config:
    """Return the configuration with the other names that a module gives to markers.

    ``mark = loopsafe.blocking(kind="disk")`` makes ``@mark`` a marker in this module.
    """
    found: dict[str, Expression] = {}
    for statement in tree.defs:
        if type(statement) is AssignmentStmt and type(statement.lvalues[0]) is NameExpr:
            value = statement.rvalue
            is_options = type(value) is CallExpr and None not in value.arg_names
            marker = value.callee if type(value) is CallExpr and is_options else value
            if isinstance(marker, RefExpr) and category_of_marker(marker, config) is not None:
                found[statement.lvalues[0].fullname] = value
    return dataclasses.replace(config, aliases=found) if found else config


def category_of_marker(decorator: Expression, config: Config) -> Category | None:
    """Return what a decorator (or the callee of a call) declares, if it is a marker."""
    if not isinstance(decorator, RefExpr):
        return None
    fullname = decorator.fullname
    if type(decorator) is MemberExpr and isinstance(decorator.expr, RefExpr):
        owner = decorator.expr.node
        if isinstance(owner, TypeInfo):  # mypy names the members of modules only
            fullname = f"{owner.fullname}.{decorator.name}"
    return names.MARKERS.get(fullname) or config.decorators.get(fullname)


def marks_of(decorators: Iterable[Expression], config: Config) -> Iterator[Mark]:
    """Yield the markers among some decorators, the outermost first."""
    decorators = list(decorators)
    for position, written in enumerate(decorators):
        decorator = written
        if config.aliases and isinstance(written, RefExpr):
            decorator = config.aliases.get(written.fullname, written)
        call = decorator if type(decorator) is CallExpr else None
        callee = call.callee if call else decorator
        category = category_of_marker(callee, config)
        if category is None:
            continue
        below = decorators[position + 1 :]
        above_property = any(getattr(item, "fullname", "") in names.PROPERTIES for item in below)
        mark = Mark(category, written, above_property=above_property)
        is_ours = isinstance(callee, RefExpr) and callee.fullname in names.MARKERS
        yield _with_arguments(mark, call) if call and is_ours else mark


def marks_by_call(calls: Iterable[CallExpr], config: Config) -> dict[Expression, tuple[Mark, ...]]:
    """Return the marks that calls put on their argument: ``callback(lambda: ...)``.

    Nested calls count for the innermost argument, the outermost first.
    """
    found: dict[Expression, tuple[Mark, ...]] = {}
    for call in calls:
        marks: list[Mark] = []
        current: Expression = call
        while type(current) is CallExpr and len(current.args) == 1:
            mark = next(marks_of([current.callee], config), None)
            if mark is None or current.arg_names[0] is not None:
                break
            marks.append(mark._replace(node=current))
            current = current.args[0]
        if len(marks) > len(found.get(current, ())):
            found[current] = tuple(marks)
    return found


def _with_arguments(mark: Mark, call: CallExpr) -> Mark:
    label = f"@{mark.category.value}"
    for value, name in zip(call.args, call.arg_names, strict=True):
        known = OPTIONS[mark.category]
        if name is None or name not in known:
            what = f'no option "{name}"' if name else "no positional options"
            listed = ", ".join(f'"{option}"' for option in known)
            return mark._replace(problem=f"{label} has {what}; it takes {listed}")
        if name == "unchecked":
            if type(value) is not NameExpr or value.name not in ("True", "False"):
                return mark._replace(problem=f'{label}: "unchecked" must be True or False')
            mark = mark._replace(unchecked=value.name == "True")
        elif type(value) is StrExpr:
            if name == "kind":
                if value.value not in KINDS:
                    listed = ", ".join(f'"{kind}"' for kind in KINDS)
                    problem = f'{label}: unknown kind "{value.value}"; use one of {listed}'
                    return mark._replace(problem=problem)
                mark = mark._replace(kind=value.value)
            elif name == "instead":
                mark = mark._replace(instead=value.value)
        elif name == "kind" and type(value) is not NameExpr:
            return mark._replace(problem=f'{label}: "kind" must be a string')
    return mark
