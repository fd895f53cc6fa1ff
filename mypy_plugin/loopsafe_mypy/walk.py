"""A function body becomes a flat list of events: what it does that may have an effect.

The walk knows Python's evaluation rules (what runs here, what runs later, what never runs) and
nothing about effects or types. It visits each node once, with an explicit stack and a table from
node class to handler, because mypy's own traverser cannot be inherited from by interpreted code
and recursion would limit how deep an expression may nest.

What does *not* run here is only recorded: local functions, classes and lambdas in `Body.inner`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from mypy.nodes import (
    ARG_STAR,
    ARG_STAR2,
    LDEF,
    AssertStmt,
    AssertTypeExpr,
    AssignmentExpr,
    AssignmentStmt,
    AwaitExpr,
    Block,
    BreakStmt,
    CallExpr,
    CastExpr,
    ClassDef,
    ComparisonExpr,
    ConditionalExpr,
    ContinueStmt,
    Decorator,
    DelStmt,
    DictExpr,
    DictionaryComprehension,
    Expression,
    ExpressionStmt,
    ForStmt,
    FuncDef,
    FuncItem,
    GeneratorExpr,
    IfStmt,
    IndexExpr,
    IntExpr,
    LambdaExpr,
    ListComprehension,
    ListExpr,
    MatchStmt,
    MemberExpr,
    NameExpr,
    Node,
    OperatorAssignmentStmt,
    OpExpr,
    OverloadedFuncDef,
    RaiseStmt,
    ReturnStmt,
    RevealExpr,
    SetComprehension,
    SetExpr,
    SliceExpr,
    StarExpr,
    Statement,
    StrExpr,
    SuperExpr,
    TemplateStrExpr,
    TryStmt,
    TupleExpr,
    TypeApplication,
    UnaryExpr,
    Var,
    WhileStmt,
    WithStmt,
    YieldExpr,
    YieldFromExpr,
)

from loopsafe_mypy import names

# What an event does with its expression.
CALL: Final = 0
"""A `CallExpr` is evaluated."""
GET: Final = 1
"""A `MemberExpr` is read."""
SET: Final = 2
"""A `MemberExpr` is assigned to."""
DELETE: Final = 3
"""A `MemberExpr` is deleted."""
ITERATE: Final = 4
"""An expression is iterated over."""
ENTER: Final = 5
"""An expression is entered and left by ``with``."""
APPLY: Final = 6
"""A decorator expression is called with the function it decorates."""

# What becomes of the value of a call, where that is not "used as a value".
DROPPED: Final = 1
CONDITION: Final = 2
COMPARED: Final = 3
FORMATTED: Final = 4
BOUND: Final = 5

# How a local variable gets its value from an expression.
ASSIGNED: Final = 0
ITEM_OF: Final = 1
ENTERED: Final = 2
UNPACKED: Final = 3


class Binding(NamedTuple):
    """One way in which a local variable gets its value."""

    how: int
    value: Expression
    index: int = 0
    """For `UNPACKED`: which item."""
    of: int = ASSIGNED
    """For `UNPACKED`: how the unpacked value came from ``value``."""


class Body:
    """What one function does."""

    __slots__ = ("bindings", "events", "fates", "inner")

    def __init__(self) -> None:
        self.events: list[tuple[int, Any]] = []
        self.bindings: dict[Var, list[Binding]] = {}
        self.inner: list[LambdaExpr | Statement] = []
        self.fates: dict[Expression, int] = {}


def walk(function: FuncItem) -> Body:
    """Return what the body of a function does when it runs."""
    return _walk(function, _HANDLERS)


def _walk(function: FuncItem, table: Mapping[type, Callable[[Any, Body, _Push], None]]) -> Body:
    body = Body()
    stack: list[Node | None] = [function.expr() if isinstance(function, LambdaExpr) else function.body]
    push = stack.append
    pop = stack.pop
    while stack:
        node = pop()
        visit = table.get(type(node))
        if visit is not None:
            visit(node, body, push)
    return body


def loads_of(function: FuncItem, variable: Var) -> bool:
    """Return whether the value of a local variable is used for more than a look at it.

    A use in a local function or lambda counts, and so does any attribute (``coroutine.close()``).
    """
    found: list[NameExpr] = []
    looked_at: set[Expression] = set()

    def load(node: NameExpr, body: Body, push: _Push) -> None:  # noqa: ARG001
        if node.node is variable:
            found.append(node)

    def member(node: MemberExpr, body: Body, push: _Push) -> None:
        push(node.expr)

    def call(node: CallExpr, body: Body, push: _Push) -> None:
        _call(node, body, push)
        if isinstance(node.callee, MemberExpr):
            push(node.callee)

    pending: list[FuncItem] = [function]
    table = {**_HANDLERS, NameExpr: load, MemberExpr: member, CallExpr: call}
    while pending:
        body = _walk(pending.pop(), table)
        looked_at.update(body.fates)
        for inner in body.inner:
            if isinstance(inner, (FuncDef, LambdaExpr)):
                pending.append(inner)
            elif isinstance(inner, Decorator):
                pending.append(inner.func)
    return any(node not in looked_at for node in found)


_Push = Callable[[Any], None]

_ENDS: Final = (ReturnStmt, RaiseStmt, ContinueStmt, BreakStmt)


def _block(node: Block, body: Body, push: _Push) -> None:
    if node.is_unreachable:
        return
    for statement in node.body:
        push(statement)
        if isinstance(statement, _ENDS):
            break


def _call(node: CallExpr, body: Body, push: _Push) -> None:
    if node.analyzed is not None:  # cast(), NamedTuple() and other special forms
        push(node.analyzed)
        return
    events = body.events
    events.append((CALL, node))
    callee = node.callee
    kind = type(callee)
    if kind is MemberExpr:
        receiver = callee.expr  # type: ignore[attr-defined]
        if type(receiver) is not NameExpr:
            push(receiver)
            if type(receiver) is StrExpr and callee.name == "format":  # type: ignore[attr-defined]
                for argument in node.args:
                    _fate(argument, body, FORMATTED)
    elif kind is NameExpr:
        if callee.fullname in names.TRANSPARENT_BUILTINS:  # type: ignore[attr-defined]
            events.extend((ITERATE, argument) for argument in node.args)
    else:
        push(callee)
    for argument, how in zip(node.args, node.arg_kinds, strict=True):
        push(argument)
        if how is ARG_STAR or how is ARG_STAR2:
            events.append((ITERATE, argument))


def _member(node: MemberExpr, body: Body, push: _Push) -> None:
    if node.kind is None:  # otherwise semantic analysis has resolved it: a module's attribute
        body.events.append((GET, node))
    if type(node.expr) is not NameExpr:
        push(node.expr)


def _fate(value: Expression, body: Body, fate: int) -> None:
    kind = type(value)
    if kind is CallExpr or kind is NameExpr:
        body.fates[value] = fate


def _condition(value: Expression, body: Body) -> None:
    """Note the calls whose value is only tested for truth."""
    stack = [value]
    while stack:
        current = stack.pop()
        if isinstance(current, UnaryExpr) and current.op == "not":
            stack.append(current.expr)
        elif isinstance(current, OpExpr) and current.op in ("and", "or"):
            stack += (current.left, current.right)
        else:
            _fate(current, body, CONDITION)


def _bind(target: Expression, binding: Binding, body: Body, push: _Push) -> None:
    """Note an assignment to ``target``, whatever form it has."""
    stack = [(target, binding)]
    while stack:
        current, how = stack.pop()
        if isinstance(current, NameExpr):
            if current.kind == LDEF and isinstance(current.node, Var):
                body.bindings.setdefault(current.node, []).append(how)
        elif isinstance(current, MemberExpr):
            body.events.append((SET, current))
            push(current.expr)
        elif isinstance(current, (TupleExpr, ListExpr)):
            if how.how != UNPACKED:
                for index, item in enumerate(current.items):
                    stack.append((item, Binding(UNPACKED, how.value, index, how.how)))
            else:
                for item in current.items:  # deeper than one level: not followed
                    if isinstance(item, MemberExpr):
                        body.events.append((SET, item))
        elif isinstance(current, StarExpr):
            push(current.expr)
        else:
            push(current)


def _expression_statement(node: ExpressionStmt, body: Body, push: _Push) -> None:
    _fate(node.expr, body, DROPPED)
    push(node.expr)


def _assignment(node: AssignmentStmt, body: Body, push: _Push) -> None:
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
                    _bind(item, Binding(ASSIGNED, part), body, push)
                continue
            body.events.append((ITERATE, value))
        _bind(target, binding, body, push)


def _operator_assignment(node: OperatorAssignmentStmt, body: Body, push: _Push) -> None:
    push(node.rvalue)
    push(node.lvalue)
    if isinstance(node.lvalue, MemberExpr):
        body.events.append((SET, node.lvalue))


def _delete(node: DelStmt, body: Body, push: _Push) -> None:
    targets = node.expr.items if isinstance(node.expr, TupleExpr) else [node.expr]
    for target in targets:
        if isinstance(target, MemberExpr):
            body.events.append((DELETE, target))
            push(target.expr)
        else:
            push(target)


def _if(node: IfStmt, body: Body, push: _Push) -> None:
    for condition, block in zip(node.expr, node.body, strict=True):
        known = constant(condition)
        if known is False:
            continue
        _condition(condition, body)
        push(condition)
        push(block)
        if known is True:
            return
    push(node.else_body)


def constant(condition: Expression) -> bool | None:
    """Return the truth of a condition that is the same in every run, or ``None``."""
    if isinstance(condition, UnaryExpr) and condition.op == "not":
        inner = constant(condition.expr)
        return None if inner is None else not inner
    if isinstance(condition, (NameExpr, MemberExpr)):
        if condition.fullname in names.TYPE_CHECKING:
            return False
        return {"builtins.True": True, "builtins.False": False}.get(condition.fullname)
    return bool(condition.value) if isinstance(condition, IntExpr) else None


def _while(node: WhileStmt, body: Body, push: _Push) -> None:
    if constant(node.expr) is not False:
        _condition(node.expr, body)
        push(node.expr)
        push(node.body)
    push(node.else_body)


def _for(node: ForStmt, body: Body, push: _Push) -> None:
    push(node.expr)
    if not node.is_async:
        body.events.append((ITERATE, node.expr))
    _bind(node.index, Binding(ITEM_OF, node.expr), body, push)
    push(node.body)
    push(node.else_body)


def _with(node: WithStmt, body: Body, push: _Push) -> None:
    for value, target in zip(node.expr, node.target, strict=True):
        push(value)
        if not node.is_async:
            body.events.append((ENTER, value))
        if target is not None:
            _bind(target, Binding(ENTERED, value), body, push)
    push(node.body)


def _try(node: TryStmt, body: Body, push: _Push) -> None:
    push(node.body)
    for handler in node.handlers:
        push(handler)
    push(node.else_body)
    push(node.finally_body)


def _match(node: MatchStmt, body: Body, push: _Push) -> None:
    push(node.subject)
    for guard, block in zip(node.guards, node.bodies, strict=True):
        push(guard)
        push(block)


def _assert(node: AssertStmt, body: Body, push: _Push) -> None:
    _condition(node.expr, body)
    push(node.expr)
    push(node.msg)


def _raise(node: RaiseStmt, body: Body, push: _Push) -> None:
    push(node.expr)
    push(node.from_expr)


def _function(node: FuncDef | LambdaExpr, body: Body, push: _Push) -> None:
    body.inner.append(node)
    _defaults(node, push)


def _defaults(node: FuncItem, push: _Push) -> None:
    for argument in node.arguments:
        push(argument.initializer)


def _decorator(node: Decorator, body: Body, push: _Push) -> None:
    body.inner.append(node)
    for decorator in node.decorators:
        push(decorator)
        body.events.append((APPLY, decorator))
    _defaults(node.func, push)


def _overloaded(node: OverloadedFuncDef, body: Body, push: _Push) -> None:
    body.inner.append(node)
    if isinstance(node.impl, FuncDef):
        _defaults(node.impl, push)


def _class(node: ClassDef, body: Body, push: _Push) -> None:
    body.inner.append(node)
    for expression in (*node.decorators, *node.base_type_exprs, *node.keywords.values()):
        push(expression)
    for statement in node.defs.body:
        if not isinstance(statement, (FuncDef, Decorator, OverloadedFuncDef, ClassDef)):
            push(statement)


def _generator(node: GeneratorExpr, body: Body, push: _Push) -> None:
    _comprehension(node, body, push)
    push(node.left_expr)


def _comprehension(
    node: GeneratorExpr | DictionaryComprehension, body: Body, push: _Push
) -> None:
    parts = zip(node.indices, node.sequences, node.condlists, node.is_async, strict=True)
    for index, sequence, conditions, is_async in parts:
        push(sequence)
        if not is_async:
            body.events.append((ITERATE, sequence))
        _bind(index, Binding(ITEM_OF, sequence), body, push)
        for condition in conditions:
            _condition(condition, body)
            push(condition)


def _dictionary_comprehension(node: DictionaryComprehension, body: Body, push: _Push) -> None:
    _comprehension(node, body, push)
    push(node.key)
    push(node.value)


def _deferred(node: ReturnStmt | YieldExpr, body: Body, push: _Push) -> None:
    value = node.expr
    if isinstance(value, GeneratorExpr):  # whoever iterates over it pays for the rest
        push(value.sequences[0])
    else:
        push(value)


def _yield_from(node: YieldFromExpr, body: Body, push: _Push) -> None:
    body.events.append((ITERATE, node.expr))
    push(node.expr)


def _star(node: StarExpr, body: Body, push: _Push) -> None:
    body.events.append((ITERATE, node.expr))
    push(node.expr)


def _comparison(node: ComparisonExpr, body: Body, push: _Push) -> None:
    for operand in node.operands:
        _fate(operand, body, COMPARED)
        push(operand)
    for operator, operand in zip(node.operators, node.operands[1:], strict=True):
        if operator in ("in", "not in") and type(operand) is CallExpr:
            body.events.append((ITERATE, operand))


def _operation(node: OpExpr, body: Body, push: _Push) -> None:
    if node.op in ("and", "or"):
        _condition(node.left, body)
        known = constant(node.left)
        if known is (node.op == "or"):
            return
    push(node.left)
    push(node.right)


def _unary(node: UnaryExpr, body: Body, push: _Push) -> None:
    if node.op == "not":
        _condition(node.expr, body)
    push(node.expr)


def _conditional(node: ConditionalExpr, body: Body, push: _Push) -> None:
    _condition(node.cond, body)
    known = constant(node.cond)
    push(node.cond)
    if known is not False:
        push(node.if_expr)
    if known is not True:
        push(node.else_expr)


def _walrus(node: AssignmentExpr, body: Body, push: _Push) -> None:
    push(node.value)
    _bind(node.target, Binding(ASSIGNED, node.value), body, push)


def _index(node: IndexExpr, body: Body, push: _Push) -> None:
    if node.analyzed is None:
        push(node.base)
        push(node.index)


def _slice(node: SliceExpr, body: Body, push: _Push) -> None:
    push(node.begin_index)
    push(node.end_index)
    push(node.stride)


def _items(node: ListExpr | TupleExpr | SetExpr, body: Body, push: _Push) -> None:
    for item in node.items:
        push(item)


def _dictionary(node: DictExpr, body: Body, push: _Push) -> None:
    for key, value in node.items:
        push(key)
        push(value)


def _template(node: TemplateStrExpr, body: Body, push: _Push) -> None:
    for item in node.items:
        if isinstance(item, tuple):
            push(item[0])
            push(item[3])


def _inside(node: Any, body: Body, push: _Push) -> None:  # noqa: ANN401
    """Visit the one expression inside a wrapper."""
    push(node.expr)


def _list_comprehension(
    node: ListComprehension | SetComprehension, body: Body, push: _Push
) -> None:
    push(node.generator)


def _super(node: SuperExpr, body: Body, push: _Push) -> None:
    body.events.append((GET, node))


_HANDLERS: Final[dict[type, Callable[[Any, Body, _Push], None]]] = {
    AssertStmt: _assert,
    AssertTypeExpr: _inside,
    AssignmentExpr: _walrus,
    AssignmentStmt: _assignment,
    AwaitExpr: _inside,
    Block: _block,
    CallExpr: _call,
    CastExpr: _inside,
    ClassDef: _class,
    ComparisonExpr: _comparison,
    ConditionalExpr: _conditional,
    Decorator: _decorator,
    DelStmt: _delete,
    DictExpr: _dictionary,
    DictionaryComprehension: _dictionary_comprehension,
    ExpressionStmt: _expression_statement,
    ForStmt: _for,
    FuncDef: _function,
    GeneratorExpr: _generator,
    IfStmt: _if,
    IndexExpr: _index,
    LambdaExpr: _function,
    ListComprehension: _list_comprehension,
    ListExpr: _items,
    MatchStmt: _match,
    MemberExpr: _member,
    OpExpr: _operation,
    OperatorAssignmentStmt: _operator_assignment,
    OverloadedFuncDef: _overloaded,
    RaiseStmt: _raise,
    ReturnStmt: _deferred,
    RevealExpr: _inside,
    SetComprehension: _list_comprehension,
    SetExpr: _items,
    SliceExpr: _slice,
    StarExpr: _star,
    SuperExpr: _super,
    TemplateStrExpr: _template,
    TryStmt: _try,
    TupleExpr: _items,
    TypeApplication: _inside,
    UnaryExpr: _unary,
    WhileStmt: _while,
    WithStmt: _with,
    YieldExpr: _deferred,
    YieldFromExpr: _yield_from,
}
