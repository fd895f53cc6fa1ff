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
    DictExpr,
    Expression,
    ExpressionStmt,
    ForStmt,
    FuncDef,
    GeneratorExpr,
    IfStmt,
    IndexExpr,
    ListComprehension,
    ListExpr,
    MatchStmt,
    MemberExpr,
    NameExpr,
    OperatorAssignmentStmt,
    OverloadedFuncDef,
    RaiseStmt,
    ReturnStmt,
    SetComprehension,
    SetExpr,
    Statement,
    TryStmt,
    TupleExpr,
    Var,
    WhileStmt,
    WithStmt,
)

from loopsafe._effects import Effect
from loopsafe_mypy.body import (
    APPLY,
    ASSIGNED,
    BOUND,
    DELETE,
    DELETE_ITEM,
    DROPPED,
    ENTER,
    ENTER_ASYNC,
    ENTERED,
    ITEM_OF,
    ITERATE,
    ITERATE_ASYNC,
    OPERATE,
    SET,
    SET_ITEM,
    Binding,
    Body,
)
from loopsafe_mypy.control import asserts_never, block_leaves, constant, leaves
from loopsafe_mypy.expressions import CALLABLE
from loopsafe_mypy.noting import (
    Push,
    Visit,
    bind,
    choices,
    defaults,
    note,
    note_attribute,
    note_condition,
    note_fate,
)
from loopsafe_mypy.thread_checks import (
    NOTHING,
    OFF_LOOP,
    ON_LOOP,
    loop_variable,
    probes_loop,
    thread_check,
)


def _block(node: Block, body: Body, push: Push) -> None:
    if not node.is_unreachable and not asserts_never(node):
        run(node.body, body, push)


def run(statements: list[Statement], body: Body, push: Push) -> None:
    """Visit statements in order, up to one that nothing follows."""
    last = len(statements) - 1
    for position, statement in enumerate(statements):
        push(statement)
        if position == last:
            return  # nothing follows: an "elif", for one, is the last in the "else" it stands for
        kind = type(statement)
        if kind is AssignmentStmt or kind is TryStmt:
            variable = loop_variable(statement)
            if variable is not None:
                body.loops |= {variable}
        if kind is AssignmentStmt or kind not in _MAY_LEAVE:
            continue
        if kind is IfStmt or kind is TryStmt:
            rest = _proved_after(statement, body)
            if rest:
                body.later.append((statements[position + 1 :], rest))
                return
        elif kind is ExpressionStmt and not _names_function(statement.expr):  # type: ignore[attr-defined]
            continue
        if leaves(statement):
            return


def _names_function(expression: Expression) -> bool:
    """Whether an expression is a call of something that semantic analysis knows by name."""
    if type(expression) is not CallExpr:
        return False
    callee = expression.callee
    return (type(callee) is NameExpr or type(callee) is MemberExpr) and callee.node is not None


_MAY_LEAVE: Final = frozenset(
    {
        AssertStmt,
        BreakStmt,
        ContinueStmt,
        ExpressionStmt,
        IfStmt,
        RaiseStmt,
        ReturnStmt,
        TryStmt,
        WhileStmt,
    }
)


def _proved_after(statement: Statement, body: Body) -> Effect:
    """Return what is known of the thread after a statement one of whose branches leaves."""
    if type(statement) is IfStmt and len(statement.expr) == 1:
        proved = thread_check(statement.expr[0], body.loops)
        if proved.false and block_leaves(statement.body[0]):
            return proved.false
        if proved.true and statement.else_body and block_leaves(statement.else_body):
            return proved.true
    if type(statement) is TryStmt and probes_loop(statement):
        if all(block_leaves(handler) for handler in statement.handlers):
            return ON_LOOP
        if block_leaves(statement.else_body or statement.body):
            return OFF_LOOP
    return Effect.NONE


def _expression_statement(node: ExpressionStmt, body: Body, push: Push) -> None:
    value = node.expr
    if type(value) is ListComprehension or type(value) is SetComprehension:
        value = value.generator.left_expr
    for part in choices(value):
        note_fate(part, body, DROPPED)
    push(node.expr)


STORED: Final = CALLABLE | {DictExpr, ListExpr, SetExpr, TupleExpr}
"""Expressions whose value may be a function, or a container of functions."""

_PLACES: Final = frozenset({IndexExpr, MemberExpr})


def _assignment(node: AssignmentStmt, body: Body, push: Push) -> None:
    value = node.rvalue
    if type(value) is GeneratorExpr and type(node.lvalues[0]) is NameExpr:
        body.inner.append(value)  # it runs where the name is iterated over
        push(value.sequences[0])
    else:
        push(value)
    binding = Binding(ASSIGNED, value)
    for target in node.lvalues:
        if type(target) is NameExpr:
            if target.kind == LDEF and type(target.node) is Var:
                body.bindings.setdefault(target.node, []).append(binding)
                if len(node.lvalues) == 1:
                    for part in choices(value):
                        if type(part) is CallExpr:
                            body.fates[part] = BOUND
            continue
        if type(target) in _PLACES and type(value) in STORED:
            body.stored.append((target, value))
        if type(target) is TupleExpr or type(target) is ListExpr:
            if (type(value) is TupleExpr or type(value) is ListExpr) and len(value.items) == len(
                target.items
            ):
                for item, part in zip(target.items, value.items, strict=True):
                    bind(item, Binding(ASSIGNED, part), body, push)
                continue
            body.events[ITERATE].append(value)
        bind(target, binding, body, push)


def _operator_assignment(node: OperatorAssignmentStmt, body: Body, push: Push) -> None:
    push(node.rvalue)
    push(node.lvalue)
    note(OPERATE, node, body)
    if node.op == "+" and (type(node.rvalue) is CallExpr or type(node.rvalue) is GeneratorExpr):
        body.events[ITERATE].append(node.rvalue)  # list += generator
    if type(node.lvalue) is MemberExpr:
        note_attribute(SET, node.lvalue, body)
    elif type(node.lvalue) is IndexExpr:
        note(SET_ITEM, node.lvalue, body)


def _delete(node: DelStmt, body: Body, push: Push) -> None:
    targets = node.expr.items if type(node.expr) is TupleExpr else [node.expr]
    for target in targets:
        if type(target) is MemberExpr:
            note_attribute(DELETE, target, body)
            push(target.expr)
        elif type(target) is IndexExpr:
            note(DELETE_ITEM, target, body)
            push(target.base)
            push(target.index)
        elif type(target) is not NameExpr:  # a name that goes away is not used
            push(target)


def _if(node: IfStmt, body: Body, push: Push) -> None:
    for position, condition in enumerate(node.expr):
        block = node.body[position]
        known = constant(condition)
        if known is False:
            continue
        note_condition(condition, body)
        push(condition)
        proved = thread_check(condition, body.loops) if known is None else NOTHING
        if proved.true:
            body.later.append(([block], proved.true))
        else:
            push(block)
        if known is True:
            return
        if proved.false and node.else_body is not None and len(node.expr) == 1:
            body.later.append(([node.else_body], proved.false))
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
    note(ITERATE_ASYNC if node.is_async else ITERATE, node.expr, body)
    bind(node.index, Binding(ITEM_OF, node.expr), body, push)
    push(node.body)
    push(node.else_body)


def _with(node: WithStmt, body: Body, push: Push) -> None:
    for value, target in zip(node.expr, node.target, strict=True):
        push(value)
        note(ENTER_ASYNC if node.is_async else ENTER, value, body)
        if target is not None:
            bind(target, Binding(ENTERED, value), body, push)
    push(node.body)


def _try(node: TryStmt, body: Body, push: Push) -> None:
    for kind in node.types:
        push(kind)
    push(node.finally_body)
    if probes_loop(node):
        body.later.append(([node.body], ON_LOOP))
        body.later += [([handler], OFF_LOOP) for handler in node.handlers]
        if node.else_body is not None:
            body.later.append(([node.else_body], ON_LOOP))
        return
    push(node.body)
    for handler in node.handlers:
        push(handler)
    push(node.else_body)


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
    if type(node.impl) is FuncDef:
        defaults(node.impl, push)


def _class(node: ClassDef, body: Body, push: Push) -> None:
    body.inner.append(node)
    body.events[APPLY].extend(node.decorators)
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
