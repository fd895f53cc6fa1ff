"""category-marker: a marker that makes no sense where it stands.

On an ``async def`` (which is a coroutine already), on a class, on a property from above, on what
cannot be called, two categories on one function, or arguments that mean nothing.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from mypy.nodes import CallExpr, ClassDef, Expression, FuncDef, NameExpr, RefExpr, TypeInfo
from mypy.types import Instance, NoneType

from loopsafe._effects import Category
from loopsafe_mypy import messages
from loopsafe_mypy.codes import CATEGORY_MARKER
from loopsafe_mypy.config import Config
from loopsafe_mypy.marks import Mark, category_of_marker, marks_by_call
from loopsafe_mypy.rules.site import Finding, Site
from loopsafe_mypy.typer import Types


def check(site: Site) -> Iterator[Finding]:
    """Report the misused markers of one function."""
    node = site.function.node
    marks = site.function.marks
    for mark in marks:
        if mark.problem is not None:
            yield Finding(mark.node, CATEGORY_MARKER, messages.marker_arguments(mark.problem))
        elif mark.above_property:
            text = messages.marker_above_property(mark.category, site.function.fact.shown)
            yield Finding(mark.node, CATEGORY_MARKER, text)
        elif type(node) is FuncDef and (node.is_coroutine or node.is_async_generator):
            text = messages.marker_on_coroutine(mark.category, site.function.fact.shown)
            yield Finding(mark.node, CATEGORY_MARKER, text)
    for first, second in itertools.pairwise(marks):
        if first.category is not second.category and type(node) is FuncDef:
            text = messages.contradictory_markers(
                site.function.fact.shown, first.category, second.category
            )
            yield Finding(second.node, CATEGORY_MARKER, text)


def check_class(node: ClassDef, mark: Mark) -> Finding:
    """Report a marker on a class."""
    text = messages.marker_on_class(mark.category, node.name)
    return Finding(mark.node, CATEGORY_MARKER, text)


def check_call(call: CallExpr, types: Types, config: Config) -> Iterator[Finding]:
    """Report a marker that is called with something it cannot mark."""
    category = category_of_marker(call.callee, config)
    if category is None or len(call.args) != 1 or call.arg_names[0] is not None:
        return
    text = _objection(call.args[0], category, types) or _contradiction(call, config)
    if text is not None:
        yield Finding(call, CATEGORY_MARKER, text)


def _contradiction(call: CallExpr, config: Config) -> messages.Text | None:
    """Return what is wrong with two markers around one value: ``blocking(callback(f))``."""
    for value, marks in marks_by_call([call], config).items():
        for first, second in itertools.pairwise(marks):
            if first.category is not second.category:
                name = value.name if type(value) is NameExpr else "<lambda>"
                return messages.contradictory_markers(name, first.category, second.category)
    return None


def _objection(argument: Expression, category: Category, types: Types) -> messages.Text | None:
    node = argument.node if isinstance(argument, RefExpr) else None
    if isinstance(node, TypeInfo):
        return messages.marker_on_class(category, node.name)
    if type(node) is FuncDef and node.is_coroutine:
        return messages.marker_on_coroutine(category, node.name)
    found = types.type_of(argument)
    if type(found) is NoneType:
        return messages.marker_on_value(category, "None")
    if type(found) is Instance and found.type.get("__call__") is None:
        known = {"staticmethod", "classmethod", "property", "cached_property"}
        if found.type.name not in known and not found.type.fallback_to_any:
            return messages.marker_on_value(category, f'"{found.type.name}"')
    return None
