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
    RefExpr,
    TypeInfo,
    Var,
)

from loopsafe._effects import FORBIDDEN, Category, Context, Effect
from loopsafe_mypy import compat
from loopsafe_mypy.analysis import Analysis
from loopsafe_mypy.body import (
    CALL,
    DELETE,
    DELETE_ITEM,
    ENTER,
    GET,
    SET,
    SET_ITEM,
    Body,
    Wanted,
)
from loopsafe_mypy.codes import BLOCKING_CALL
from loopsafe_mypy.index import Function, ModuleIndex
from loopsafe_mypy.members import Scope
from loopsafe_mypy.names import ANY_SLOT
from loopsafe_mypy.relevance import Interest, interest
from loopsafe_mypy.resolve import without
from loopsafe_mypy.rules import EVENT_RULES, FUNCTION_RULES, Finding, Site, override_category
from loopsafe_mypy.rules.category_marker import check_call, check_class
from loopsafe_mypy.rules.site import Event
from loopsafe_mypy.slots import fills_slots, slots_near
from loopsafe_mypy.top_level import top_level
from loopsafe_mypy.typer import CheckedTypes, Types
from loopsafe_mypy.untyped import FilledTypes


def check_module(index: ModuleIndex, analysis: Analysis, checker: TypeChecker) -> None:
    """Report everything that is wrong in one module."""
    check = _ModuleCheck(index, analysis, checker)
    check.top_level()
    for function in index.functions:
        check.function(function)


class _ModuleCheck:
    """Checks one module; what is the same for all its functions is asked for once."""

    def __init__(self, index: ModuleIndex, analysis: Analysis, checker: TypeChecker) -> None:
        self._index = index
        self._analysis = analysis
        self._checker = checker
        self._known = analysis.knowledge
        self._settings = analysis.config.for_module(index.tree.fullname)
        self._checked = CheckedTypes(compat.type_map(checker))
        self._all_checked = checker.options.check_untyped_defs
        self._wanted: dict[Context, Interest] = {}
        """For each context that has come up, what matters there."""
        self._notes: dict[Context | None, Wanted] = {}
        """Likewise, what to note in a body."""
        self._slots = slots_near(index.tree.fullname, analysis.program)
        self._selects = analysis.may_select and ANY_SLOT not in self._slots

    def _matters(self, context: Context) -> Interest:
        known = self._wanted.get(context)
        if known is None:
            blocking = Effect.LOOP_ONLY not in FORBIDDEN[context]
            names = self._known.blocking if blocking else self._known.names
            special = self._known.special_of(self._index.packages, blocking=blocking)
            self._wanted[context] = known = interest(names, special)
        return known

    def _noted(self, context: Context | None) -> Wanted:
        known = self._notes.get(context)
        if known is None:
            # A body that is believed hands over all the same, on whatever thread that is.
            matters = self._matters(Context.LOOP if context is None else context)
            relevance = self._analysis.relevance
            self._notes[context] = known = relevance.wanted(matters, self._slots)
        return known

    def top_level(self) -> None:
        """Report what is wrong outside functions: markers on classes and on values."""
        index = self._index
        found = [check_class(node, mark) for node, mark in index.marked_classes]
        for node in index.classes:
            found += override_category.check_class(node, self._known)
        for call in index.calls:
            found += check_call(call, self._checked, self._analysis.config)
        self._report(index.tree, found)
        if index.calls or ANY_SLOT in self._slots:
            code = top_level(index, slots=ANY_SLOT in self._slots)
            if code.body.inner:
                self._analysis.infer_inner(code, self._checked)
            self.function(code, self._checked)

    def function(self, function: Function, known: Types | None = None) -> None:
        """Report everything that is wrong in one function and those inside it.

        Args:
            function: The function.
            known: The types of its expressions, if that is no question.
        """
        found: list[Finding] = []
        stack = [function]
        slots = self._slots
        while stack:
            current = stack.pop()
            if self._selects and current.category is not None and current.outer is None:
                current.wanted = self._noted(current.context)
            body, category = current.body, current.category
            types = known or self._types(current)
            if not body.inner:
                pass
            elif category is not None:
                stack += self._analysis.infer_inner(current, types)
            else:
                stack += current.inner or ()
            events = self._events(current, types)
            is_sync = category is not None and category is not Category.COROUTINE
            as_whole = (
                bool(current.marks)
                or (is_sync and (_drops(body) or self._overrides(current)))
                or (slots and fills_slots(current, slots))
                or (current.decorated is not None and self._is_registered(current))
            )
            if events or as_whole:
                found += self._findings(current, types, events, as_whole=as_whole)
        self._report(function.node, found)

    def _overrides(self, function: Function) -> bool:
        """Whether a method has the name of one that may be declared in a base."""
        return function.is_method and getattr(function.node, "name", "") in self._known.declared

    def _is_registered(self, function: Function) -> bool:
        """Whether a decorator of a function may hand it over to a thread."""
        decorated = function.decorated
        return decorated is not None and any(
            _may_be(item.callee if type(item) is CallExpr else item, self._known.handing)
            for item in decorated.decorators
        )

    def _types(self, function: Function) -> Types:
        """Return mypy's types for a function, or declared types where mypy did not look."""
        types: Types = self._checked
        if not (self._all_checked or _is_checked(function)):
            types = self._analysis.program.light_types(function)
        elif self._analysis.program.looks_beyond(function):
            types = FilledTypes(types, self._analysis.program.light_types(function))
        return types

    def _events(self, function: Function, types: Types) -> list[tuple[int, Expression]]:
        """Return the events of a function that may be worth a finding; most functions have none."""
        context, events = function.context, function.body.events
        if context is None:
            # Nothing is reported in an unmarked body but what it hands to a thread.
            if function.category is not None:
                return []  # believed without a look
            handing = self._known.handing
            calls = events.get(CALL, ())
            return [(CALL, node) for node in calls if _may_be(node.callee, handing)]
        if self._settings.strict:
            return [(what, node) for what, nodes in events.items() for node in nodes]
        wanted = self._matters(context)
        relevant = self._analysis.relevance.relevant
        return [
            (what, node)
            for what, nodes in events.items()
            if what not in wanted.dormant
            for node in relevant(what, nodes, wanted, types)
        ]

    def _site(self, function: Function, types: Types) -> Site:
        context = function.context
        return Site(
            function,
            context,
            Effect.NONE if context is None else FORBIDDEN[context],
            Scope(function, types),
            self._analysis.resolver,
            self._known,
            self._slots,
            self._settings,
            self._analysis.config,
        )

    def _findings(
        self,
        function: Function,
        types: Types,
        events: list[tuple[int, Expression]],
        *,
        as_whole: bool,
    ) -> Iterator[Finding]:
        """Yield what is wrong with events of a function, and if asked for with the function."""
        resolver, config = self._analysis.resolver, self._analysis.config
        site = self._site(function, types)
        scope = site.scope
        for rule in FUNCTION_RULES if as_whole else ():
            yield from rule(site)
        harmless = function.body.harmless
        called: set[Expression] = set()
        for what, node in sorted(events, key=_by_kind):
            if what == ENTER and node in called:
                continue  # "with open(...)" blocks as soon as it opens: once is enough
            if type(node) is CallExpr and _is_named(node, config.marker_names):
                yield from check_call(node, types, config)
            reached = list(resolver.reach(what, node, scope))
            if not site.settings.strict:
                reached = [item for item in reached if item.effects or item.fact.signatures]
            if node in harmless:
                reached = [without(item, harmless[node]) for item in reached]
            if (reached or site.settings.strict) and types.reachable(_evaluated(what, node)):
                event = Event(what, node, reached)
                for check in EVENT_RULES:
                    for finding in check(site, event):
                        if finding.code is BLOCKING_CALL:
                            called.add(node)
                        yield finding

    def _report(self, target: Node, found: list[Finding]) -> None:
        if found:
            with compat.target_of(self._checker, target):
                for finding in found:
                    compat.report(self._checker, finding)


def _drops(body: Body) -> bool:
    """Whether a body makes something of a call's value that loses a coroutine."""
    return any(type(value) is CallExpr for value in body.fates)


def _by_kind(event: tuple[int, Expression]) -> int:
    return event[0]  # calls are the first kind: `CALL` is 0


def _evaluated(what: int, node: Expression | OperatorAssignmentStmt) -> Expression:
    """Return the part of an event that mypy gives a type to."""
    if what in (GET, SET, DELETE) and type(node) is MemberExpr:
        return node.expr
    if what in (SET_ITEM, DELETE_ITEM) and type(node) is IndexExpr:
        return node.base
    return node.rvalue if isinstance(node, OperatorAssignmentStmt) else node


def _may_be(callee: Expression, names: Container[str]) -> bool:
    """Whether a call may be of a function with one of these names, whatever it is called by."""
    node = callee.node if isinstance(callee, RefExpr) else None
    if node is None:
        return getattr(callee, "name", None) in names
    if isinstance(node, TypeInfo):
        return any(base.name in names for base in node.mro)
    return type(node) is Var or node.name in names


def _is_named(call: CallExpr, names: Container[str]) -> bool:
    return getattr(call.callee, "name", None) in names


def types_for(function: Function, analysis: Analysis, checker: TypeChecker) -> Types:
    """Return mypy's types for a function, or declared types where mypy did not look."""
    if checker.options.check_untyped_defs or _is_checked(function):
        return CheckedTypes(compat.type_map(checker))
    return analysis.program.light_types(function)


def _is_checked(function: Function) -> bool:
    """Whether mypy checks the body even if it leaves out untyped functions."""
    if isinstance(function.node, FuncItem) and function.node.is_dynamic():
        return False
    if function.outer is None:
        return True
    outermost = function.outer
    while outermost.outer is not None:
        outermost = outermost.outer
    return not isinstance(outermost.node, FuncItem) or not outermost.node.is_dynamic()
