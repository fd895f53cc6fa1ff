"""The implementation-time half: every declared body of a module goes to the rules.

Works with the types that mypy found, while they are still there; a function whose body mypy does
not check is looked at with declared types only. Reports through mypy's own checker, so that codes,
``# type: ignore`` and per-module options work as for mypy's errors.
"""

from __future__ import annotations

from collections.abc import Container, Iterator

from mypy.checker import TypeChecker
from mypy.nodes import (
    CallExpr,
    Expression,
    FuncItem,
    IndexExpr,
    MemberExpr,
    Node,
    OperatorAssignmentStmt,
)

from loopsafe._effects import FORBIDDEN, Category, Effect
from loopsafe_mypy import compat
from loopsafe_mypy.analysis import Analysis
from loopsafe_mypy.body import CALL, DELETE, DELETE_ITEM, SET_ITEM
from loopsafe_mypy.index import Function, ModuleIndex
from loopsafe_mypy.members import Scope
from loopsafe_mypy.resolve import without
from loopsafe_mypy.rules import EVENT_RULES, FUNCTION_RULES, Finding, Site, override_category
from loopsafe_mypy.rules.category_marker import check_call, check_class
from loopsafe_mypy.rules.site import Event
from loopsafe_mypy.typer import CheckedTypes, Types


def check_module(index: ModuleIndex, analysis: Analysis, checker: TypeChecker) -> None:
    """Report everything that is wrong in one module."""
    check_top_level(index, analysis, checker)
    for function in index.functions:
        check_function(function, analysis, checker)


def check_top_level(index: ModuleIndex, analysis: Analysis, checker: TypeChecker) -> None:
    """Report what is wrong outside functions: markers on classes and on values."""
    types = CheckedTypes(compat.type_map(checker))
    found = [check_class(node, mark) for node, mark in index.marked_classes]
    for node in index.classes:
        found += override_category.check_class(node, analysis.knowledge, analysis.resolver.members)
    for call in index.calls:
        found += check_call(call, types, analysis.config)
    _report(checker, index.tree, found)


def check_function(function: Function, analysis: Analysis, checker: TypeChecker) -> None:
    """Report everything that is wrong in one function and those inside it."""
    found: list[Finding] = []
    stack = [function]
    while stack:
        current = stack.pop()
        if current.body.inner and current.category is not None:
            stack += analysis.infer_inner(current, types_for(current, analysis, checker))
        else:
            stack += current.inner or ()
        events = list(_events(current, analysis))
        makes_coroutines = current.body.fates and current.category is not Category.COROUTINE
        overrides = current.is_method and current.category is not None
        if (
            events
            or current.marks
            or makes_coroutines
            or overrides
            or (analysis.knowledge.slots and _fills_slots(current))
        ):
            found += _findings(_site(current, analysis, checker), events)
    _report(checker, function.node, found)


def _site(function: Function, analysis: Analysis, checker: TypeChecker) -> Site:
    context = function.context
    return Site(
        function,
        context,
        Effect.NONE if context is None else FORBIDDEN[context],
        Scope(function, types_for(function, analysis, checker)),
        analysis.resolver,
        analysis.knowledge,
        analysis.config.for_module(function.fact.module),
        analysis.config,
    )


def _events(function: Function, analysis: Analysis) -> Iterator[tuple[int, Expression]]:
    """Yield the events of a function that may be worth a finding; most functions have none."""
    known = analysis.knowledge
    context = function.context
    if context is None:
        # Nothing is reported in an unmarked body but what it hands to a thread.
        for node in function.body.events.get(CALL, ()):
            if getattr(node.callee, "name", None) in known.handing:
                yield CALL, node
        return
    strict = analysis.config.for_module(function.fact.module).strict
    names = known.names if Effect.LOOP_ONLY in FORBIDDEN[context] else known.blocking
    for what, nodes in function.body.events.items():
        for node in nodes if strict else analysis.relevance.relevant(what, nodes, names):
            yield what, node


def _fills_slots(function: Function) -> bool:
    body = function.body
    return bool(body.stored or body.returned or body.bindings or body.events.get(CALL))


def _report(checker: TypeChecker, target: Node, found: list[Finding]) -> None:
    if found:
        with compat.target_of(checker, target):
            for finding in found:
                compat.report(checker, finding)


def _findings(site: Site, events: list[tuple[int, Expression]]) -> Iterator[Finding]:
    for rule in FUNCTION_RULES:
        yield from rule(site)
    resolver, scope, reachable = site.resolver, site.scope, site.scope.types.reachable
    harmless = site.function.body.harmless
    for what, node in events:
        if isinstance(node, CallExpr) and _is_named(node, site.config.marker_names):
            yield from check_call(node, scope.types, site.config)
        reached = list(resolver.reach(what, node, scope))
        if node in harmless:
            reached = [without(item, harmless[node]) for item in reached]
        if (reached or site.settings.strict) and reachable(_evaluated(what, node)):
            event = Event(what, node, reached)
            for check in EVENT_RULES:
                yield from check(site, event)


def _evaluated(what: int, node: Expression | OperatorAssignmentStmt) -> Expression:
    """Return the part of an event that mypy gives a type to."""
    if what == DELETE and isinstance(node, MemberExpr):
        return node.expr
    if what in (SET_ITEM, DELETE_ITEM) and isinstance(node, IndexExpr):
        return node.base
    return node.rvalue if isinstance(node, OperatorAssignmentStmt) else node


def _is_named(call: CallExpr, names: Container[str]) -> bool:
    return getattr(call.callee, "name", None) in names


def types_for(function: Function, analysis: Analysis, checker: TypeChecker) -> Types:
    """Return mypy's types for a function, or declared types where mypy did not look."""
    outermost = function
    while outermost.outer is not None:
        outermost = outermost.outer
    if not checker.options.check_untyped_defs and any(
        isinstance(item.node, FuncItem) and item.node.is_dynamic() for item in (function, outermost)
    ):
        return analysis.light_types(function)
    return CheckedTypes(compat.type_map(checker))
