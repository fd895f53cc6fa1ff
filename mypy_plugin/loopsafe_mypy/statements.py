"""How statements run: order, branches that never run, bindings, definitions.

The counterpart of `expressions` for statements; `HANDLERS` is the table.
"""

from __future__ import annotations

from typing import Final

from mypy.nodes import (
    LDEF,
    AssertStmt,
    AssignmentStmt,
    Block,
    BreakStmt,
    CallExpr,
    ClassDef,
    ContinueStmt,
    Decorator,
    DelStmt,
    ExpressionStmt,
    ForStmt,
    FuncDef,
    IfStmt,
    ListExpr,
    MatchStmt,
    MemberExpr,
    NameExpr,
    OperatorAssignmentStmt,
    OverloadedFuncDef,
    RaiseStmt,
    ReturnStmt,
    TryStmt,
    TupleExpr,
    Var,
    WhileStmt,
    WithStmt,
)

from loopsafe_mypy.body import (
    APPLY,
    ASSIGNED,
    BOUND,
    DELETE,
    DROPPED,
    ENTER,
    ENTERED,
    ITEM_OF,
    ITERATE,
    SET,
    Binding,
    Body,
)
from loopsafe_mypy.expressions import (
    Push,
    Visit,
    bind,
    constant,
    defaults,
    note_condition,
    note_fate,
)


_ENDS: Final = (ReturnStmt, RaiseStmt, ContinueStmt, BreakStmt)


def _block(node: Block, body: Body, push: Push) -> None:
    if node.is_unreachable:
        return
    for statement in node.body:
        push(statement)
        if isinstance(statement, _ENDS):
            break


def _expression_statement(node: ExpressionStmt, body: Body, push: Push) -> None:
    note_fate(node.expr, body, DROPPED)
    push(node.expr)


def _assignment(node: AssignmentStmt, body: Body, push: Push) -> None:
    value = node.rvalue
    push(value)
    binding = Binding(ASSIGNED, value)
    for target in node.lvalues:
        if type(target) is NameExpr:
            if target.kind == LDEF and isinstance(target.node, Var):
                body.bindings.setdefault(target.node, []).append(binding)
                if len(node.lvalues) == 1 and type(value) is CallExpr:
                    body.fates[value] = BOUND
            continue
        if isinstance(target, (TupleExpr, ListExpr)):
            if isinstance(value, (TupleExpr, ListExpr)) and len(value.items) == len(target.items):
                for item, part in zip(target.items, value.items, strict=True):
                    bind(item, Binding(ASSIGNED, part), body, push)
                continue
            body.events[ITERATE].append(value)
        bind(target, binding, body, push)


def _operator_assignment(node: OperatorAssignmentStmt, body: Body, push: Push) -> None:
    push(node.rvalue)
    push(node.lvalue)
    if isinstance(node.lvalue, MemberExpr):
        body.events[SET].append(node.lvalue)


def _delete(node: DelStmt, body: Body, push: Push) -> None:
    targets = node.expr.items if isinstance(node.expr, TupleExpr) else [node.expr]
    for target in targets:
        if isinstance(target, MemberExpr):
            body.events[DELETE].append(target)
            push(target.expr)
        else:
            push(target)


def _if(node: IfStmt, body: Body, push: Push) -> None:
    for condition, block in zip(node.expr, node.body, strict=True):
        known = constant(condition)
        if known is False:
            continue
        note_condition(condition, body)
        push(condition)
        push(block)
        if known is True:
            return
    push(node.else_body)


def _while(node: WhileStmt, body: Body, push: Push) -> None:
    if constant(node.expr) is not False:
        note_condition(node.expr, body)
        push(node.expr)
        push(node.body)
    push(node.else_body)


def _for(node: ForStmt, body: Body, push: Push) -> None:
    push(node.expr)
    if not node.is_async:
        body.events[ITERATE].append(node.expr)
    bind(node.index, Binding(ITEM_OF, node.expr), body, push)
    push(node.body)
    push(node.else_body)


def _with(node: WithStmt, body: Body, push: Push) -> None:
    for value, target in zip(node.expr, node.target, strict=True):
        push(value)
        if not node.is_async:
            body.events[ENTER].append(value)
        if target is not None:
            bind(target, Binding(ENTERED, value), body, push)
    push(node.body)


def _try(node: TryStmt, body: Body, push: Push) -> None:
    push(node.body)
    for handler in node.handlers:
        push(handler)
    push(node.else_body)
    push(node.finally_body)


def _match(node: MatchStmt, body: Body, push: Push) -> None:
    push(node.subject)
    for guard, block in zip(node.guards, node.bodies, strict=True):
        push(guard)
        push(block)


def _assert(node: AssertStmt, body: Body, push: Push) -> None:
    note_condition(node.expr, body)
    push(node.expr)
    push(node.msg)


def _raise(node: RaiseStmt, body: Body, push: Push) -> None:
    push(node.expr)
    push(node.from_expr)


def _decorator(node: Decorator, body: Body, push: Push) -> None:
    body.inner.append(node)
    for decorator in node.decorators:
        push(decorator)
        body.events[APPLY].append(decorator)
    defaults(node.func, push)


def _overloaded(node: OverloadedFuncDef, body: Body, push: Push) -> None:
    body.inner.append(node)
    if isinstance(node.impl, FuncDef):
        defaults(node.impl, push)


def _class(node: ClassDef, body: Body, push: Push) -> None:
    body.inner.append(node)
    for expression in (*node.decorators, *node.base_type_exprs, *node.keywords.values()):
        push(expression)
    for statement in node.defs.body:
        if not isinstance(statement, (FuncDef, Decorator, OverloadedFuncDef, ClassDef)):
            push(statement)


HANDLERS: Final[dict[type, Visit]] = {
    AssertStmt: _assert,
    AssignmentStmt: _assignment,
    Block: _block,
    ClassDef: _class,
    Decorator: _decorator,
    DelStmt: _delete,
    ExpressionStmt: _expression_statement,
    ForStmt: _for,
    IfStmt: _if,
    MatchStmt: _match,
    OperatorAssignmentStmt: _operator_assignment,
    OverloadedFuncDef: _overloaded,
    RaiseStmt: _raise,
    TryStmt: _try,
    WhileStmt: _while,
    WithStmt: _with,
}
