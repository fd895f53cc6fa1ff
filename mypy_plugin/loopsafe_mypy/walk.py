"""A function body becomes a list of events: what it does that may have an effect.

The walk knows Python's evaluation rules (`expressions`, `statements`) and nothing about effects
or types. It visits each node once, with an explicit stack and a table from node class to handler:
mypy's own traverser cannot be inherited from by interpreted code, and recursion would limit how
deep an expression may nest.

What does *not* run here is only recorded: local functions, classes and lambdas in `Body.inner`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Final

from mypy.nodes import (
    CallExpr,
    ClassDef,
    Decorator,
    Expression,
    FuncDef,
    FuncItem,
    GeneratorExpr,
    LambdaExpr,
    MemberExpr,
    NameExpr,
    Node,
    OverloadedFuncDef,
    Var,
)

from loopsafe._effects import Effect
from loopsafe_mypy import expressions, statements
from loopsafe_mypy.body import ASSIGNED, LEAVES, Body, Wanted
from loopsafe_mypy.noting import Push, Visit, choices

Walked = FuncItem | GeneratorExpr

_HANDLERS: Final[Mapping[type, Visit]] = {**expressions.HANDLERS, **statements.HANDLERS}


_NAMED: Final = frozenset({FuncDef, Decorator, OverloadedFuncDef, ClassDef})


def walk(function: Walked, wanted: Wanted | None = None) -> Body:
    """Return what the body of a function (or a generator expression) does when it runs.

    Args:
        function: The function.
        wanted: The events to note; all, if it is ``None``. All as well in a function that defines
            others: nobody knows of these before it is walked.
    """
    body = _walk(function, _HANDLERS, wanted)
    if wanted is not None and body.inner and any(type(item) in _NAMED for item in body.inner):
        body = _walk(function, _HANDLERS, None)
    return body


def walk_expressions(expressions_: Iterable[Expression]) -> Body:
    """Return what evaluating expressions does, in no order."""
    body = Body()
    _visit(list(expressions_), body, _HANDLERS)
    return body


def _walk(
    function: Walked,
    table: Mapping[type, Visit],
    wanted: Wanted | None,
    leaves: frozenset[type] = LEAVES,
) -> Body:
    body = Body(wanted)
    body.leaves = leaves
    if wanted is not None and isinstance(function, FuncDef) and _has_receiver(function):
        body.plain = function.arguments[0].variable if wanted.is_plain(function.info) else None
    start: list[Node | None]
    if isinstance(function, FuncDef):
        start = [function.body]
    else:
        start = [function.expr() if isinstance(function, LambdaExpr) else function]
    _visit(start, body, table)
    while body.later:
        statements_, proved = body.later.pop()
        before = {what: len(nodes) for what, nodes in body.events.items()}
        outer = len(body.later)
        start = []
        statements.run(statements_, body, start.append)
        _visit(start, body, table)
        for what, nodes in body.events.items():
            body.harmless.update(dict.fromkeys(nodes[before.get(what, 0) :], proved))
        body.later[outer:] = [(inner, more | proved) for inner, more in body.later[outer:]]
    if body.owns_loop:
        for node in chain(*body.events.values()):
            body.harmless[node] = body.harmless.get(node, Effect.NONE) | Effect.LOOP_ONLY
    return body


def _has_receiver(function: FuncDef) -> bool:
    return bool(function.info) and not function.is_static and bool(function.arguments)


def _visit(stack: list[Node | None], body: Body, table: Mapping[type, Visit]) -> None:
    push = stack.append
    pop = stack.pop
    get = table.get
    while stack:
        node = pop()
        visit = get(type(node))
        if visit is not None:
            visit(node, body, push)


class LocalUses:
    """How the local variables of one function are used.

    A use in a local function or lambda counts, and so does any attribute (``coroutine.close()``);
    giving a value another name that is not used does not, nor does a mere look at it.
    """

    def __init__(self, function: Walked) -> None:
        self._loads: dict[Var, list[NameExpr]] = {}
        self._looked_at: set[Expression] = set()
        self._named: dict[Expression, list[Var]] = {}
        """The variables that each expression is assigned to."""
        pending: list[Walked] = [function]
        extra: dict[type, Visit] = {
            NameExpr: self._load,
            MemberExpr: _into,
            CallExpr: _call_into,
        }
        table = {**_HANDLERS, **extra}
        while pending:
            body = _walk(pending.pop(), table, None, frozenset())
            self._looked_at.update(body.fates)
            for target, bindings in body.bindings.items():
                for binding in bindings:
                    for part in choices(binding.value):
                        if binding.how == ASSIGNED:
                            self._named.setdefault(part, []).append(target)
            for inner in body.inner:
                if isinstance(inner, (FuncDef, LambdaExpr, GeneratorExpr)):
                    pending.append(inner)
                elif type(inner) is Decorator:
                    pending.append(inner.func)

    def is_used(self, value: Expression) -> bool:
        """Return whether a value that was assigned to locals is used through one of them."""
        names = list(self._named.get(value, ()))
        seen = set(names)
        while names:
            for node in self._loads.get(names.pop(), ()):
                if node in self._looked_at:
                    continue
                if node not in self._named:
                    return True
                fresh = [other for other in self._named[node] if other not in seen]
                seen.update(fresh)
                names += fresh
        return False

    def _load(self, node: NameExpr, body: Body, push: Push) -> None:  # noqa: ARG002
        if type(node.node) is Var:
            self._loads.setdefault(node.node, []).append(node)


def _into(node: MemberExpr, body: Body, push: Push) -> None:
    push(node.expr)


def _call_into(node: CallExpr, body: Body, push: Push) -> None:
    expressions.HANDLERS[CallExpr](node, body, push)
    if type(node.callee) is MemberExpr:
        push(node.callee)
