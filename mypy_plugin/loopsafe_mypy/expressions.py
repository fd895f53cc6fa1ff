"""How expressions are evaluated: what runs here, what runs later, what becomes of the value.

A handler visits one node: it notes events in the `Body` and pushes the parts that are evaluated.
`walk` calls them; `HANDLERS` is the table.
"""

from __future__ import annotations

from typing import Any, Final

from mypy.nodes import (
    ARG_STAR,
    ARG_STAR2,
    AssertTypeExpr,
    AssignmentExpr,
    AwaitExpr,
    CallExpr,
    CastExpr,
    ComparisonExpr,
    ConditionalExpr,
    DictExpr,
    DictionaryComprehension,
    FuncDef,
    GeneratorExpr,
    IndexExpr,
    LambdaExpr,
    ListComprehension,
    ListExpr,
    MemberExpr,
    NameExpr,
    OpExpr,
    ReturnStmt,
    RevealExpr,
    SetComprehension,
    SetExpr,
    SliceExpr,
    StarExpr,
    StrExpr,
    SuperExpr,
    TemplateStrExpr,
    TupleExpr,
    TypeApplication,
    UnaryExpr,
    Var,
    YieldExpr,
    YieldFromExpr,
)

from loopsafe_mypy.body import (
    ASSIGNED,
    AWAIT,
    CALL,
    COMPARE,
    COMPARED,
    CONTAINS,
    DELETE,
    ENTER,
    FORMAT,
    FORMATTED,
    GET,
    ITEM_OF,
    ITERATE,
    ITERATE_ASYNC,
    OPERATE,
    SET,
    SUBSCRIBE,
    Binding,
    Body,
)
from loopsafe_mypy.control import constant
from loopsafe_mypy.names import LOOP_MAKERS
from loopsafe_mypy.noting import (
    Push,
    Visit,
    bind,
    defaults,
    note,
    note_attribute,
    note_condition,
    note_fate,
)


def _call(node: CallExpr, body: Body, push: Push) -> None:
    if node.analyzed is not None:  # cast(), NamedTuple() and other special forms
        push(node.analyzed)
        return
    callee = node.callee
    kind = type(callee)
    if kind is MemberExpr:
        if callee.name in _TELLING:  # type: ignore[attr-defined]
            if callee.name == "enter_context":  # type: ignore[attr-defined]
                body.events[ENTER].extend(node.args[:1])
            else:
                body.owns_loop = True
        receiver = callee.expr  # type: ignore[attr-defined]
        if type(receiver) is not NameExpr:
            push(receiver)
            if type(receiver) is StrExpr and callee.name == "format":  # type: ignore[attr-defined]
                note(FORMAT, node, body)  # what is formatted, and how, is all it runs
                for argument in node.args:
                    note_fate(argument, body, FORMATTED)
                    push(argument)
                return
            if type(receiver) is StrExpr and [type(item) for item in node.args] == [ListExpr]:
                push(node.args[0])  # an f-string, most likely: there is nothing to iterate
                return
    elif kind is not NameExpr:
        push(callee)
    elif callee.name in _NAMED:  # type: ignore[attr-defined]
        _named(node, callee, body)  # type: ignore[arg-type]
    wanted = body.wanted
    if wanted is None or wanted.call(callee):
        body.events[CALL].append(node)
    else:
        body.quiet.append(node)
    leaves, kinds = body.leaves, node.arg_kinds
    for position, argument in enumerate(node.args):
        if type(argument) not in leaves:
            push(argument)
        how = kinds[position]
        if how is ARG_STAR or how is ARG_STAR2:
            body.events[ITERATE].append(argument)


_TELLING: Final = LOOP_MAKERS | {"enter_context"}
"""Methods whose names alone tell something."""

BUILT_IN: Final = {
    "builtins.delattr": DELETE,
    "builtins.getattr": GET,
    "builtins.hasattr": GET,
    "builtins.isinstance": None,
    "builtins.setattr": SET,
}
"""What these functions do with the attribute that they are given the name of."""


_NAMED: Final = LOOP_MAKERS | {name.rpartition(".")[2] for name in BUILT_IN}
"""Likewise of functions."""


def _named(node: CallExpr, callee: NameExpr, body: Body) -> None:
    """Note that ``getattr(obj, "name")`` reads ``obj.name``, and the like; or a test of a class."""
    if callee.name in LOOP_MAKERS:
        body.owns_loop = True
        return
    if callee.fullname not in BUILT_IN:
        return
    what = BUILT_IN[callee.fullname]
    if what is None:
        tested = node.args[0] if node.args else None
        if type(tested) is NameExpr and type(tested.node) is Var:
            body.narrowed |= {tested.node}
    elif len(node.args) > 1 and type(node.args[1]) is StrExpr:
        attribute = MemberExpr(node.args[0], node.args[1].value)
        attribute.set_line(node)
        body.events[what].append(attribute)


def _member(node: MemberExpr, body: Body, push: Push) -> None:
    if node.kind is None:  # otherwise semantic analysis has resolved it: a module's attribute
        note_attribute(GET, node, body)
    if type(node.expr) is not NameExpr:
        push(node.expr)


def _function(node: FuncDef | LambdaExpr, body: Body, push: Push) -> None:
    body.inner.append(node)
    defaults(node, push)


def _generator(node: GeneratorExpr, body: Body, push: Push) -> None:
    _comprehension(node, body, push)
    push(node.left_expr)


def _comprehension(node: GeneratorExpr | DictionaryComprehension, body: Body, push: Push) -> None:
    parts = zip(node.indices, node.sequences, node.condlists, node.is_async, strict=True)
    for index, sequence, conditions, is_async in parts:
        push(sequence)
        note(ITERATE_ASYNC if is_async else ITERATE, sequence, body)
        bind(index, Binding(ITEM_OF, sequence), body, push)
        for condition in conditions:
            note_condition(condition, body)
            push(condition)


def _dictionary_comprehension(node: DictionaryComprehension, body: Body, push: Push) -> None:
    _comprehension(node, body, push)
    push(node.key)
    push(node.value)


def _return(node: ReturnStmt, body: Body, push: Push) -> None:
    value = node.expr
    if type(value) in CALLABLE:
        body.returned.append(value)  # type: ignore[arg-type]
    elif type(value) is GeneratorExpr:
        body.returned.append(value)
        body.inner.append(value)
    _deferred(node, body, push)


CALLABLE: Final = frozenset(
    {AwaitExpr, CallExpr, ConditionalExpr, IndexExpr, LambdaExpr, MemberExpr, NameExpr, OpExpr}
)
"""Expressions whose value may be a function."""


def _deferred(node: ReturnStmt | YieldExpr, body: Body, push: Push) -> None:
    value = node.expr
    if type(value) is GeneratorExpr:  # whoever iterates over it pays for the rest
        push(value.sequences[0])
    else:
        push(value)


def _yield_from(node: YieldFromExpr, body: Body, push: Push) -> None:
    body.events[ITERATE].append(node.expr)
    push(node.expr)


def _star(node: StarExpr, body: Body, push: Push) -> None:
    body.events[ITERATE].append(node.expr)
    push(node.expr)


def _comparison(node: ComparisonExpr, body: Body, push: Push) -> None:
    for operand in node.operands:
        note_fate(operand, body, COMPARED)
        if type(operand) not in body.leaves:
            push(operand)
    if COMPARE in body.kinds and node.operators[0] not in _IDENTITY:
        body.events[OPERATE].append(node)
    for position, operator in enumerate(node.operators):
        if operator == "in" or operator == "not in":  # noqa: PLR1714  (faster when compiled)
            body.events[CONTAINS].append(node.operands[position + 1])


_IDENTITY: Final = frozenset({"is", "is not", "in", "not in"})


def _operation(node: OpExpr, body: Body, push: Push) -> None:
    if node.op in ("and", "or"):
        note_condition(node.left, body)
        known = constant(node.left)
        if known is (node.op == "or"):
            return
        push(node.left)
        push(node.right)
        return
    note(OPERATE, node, body)
    if node.op == "%" and type(node.left) is StrExpr:
        values = node.right.items if type(node.right) is TupleExpr else [node.right]
        note(FORMAT, node, body)
        for value in values:
            note_fate(value, body, FORMATTED)
    push(node.left)
    push(node.right)


def _unary(node: UnaryExpr, body: Body, push: Push) -> None:
    if node.op == "not":
        note_condition(node.expr, body)
    else:
        note(OPERATE, node, body)
    push(node.expr)


def _conditional(node: ConditionalExpr, body: Body, push: Push) -> None:
    note_condition(node.cond, body)
    known = constant(node.cond)
    push(node.cond)
    if known is not False:
        push(node.if_expr)
    if known is not True:
        push(node.else_expr)


def _walrus(node: AssignmentExpr, body: Body, push: Push) -> None:
    push(node.value)
    bind(node.target, Binding(ASSIGNED, node.value), body, push)


def _index(node: IndexExpr, body: Body, push: Push) -> None:
    if node.analyzed is None:
        if SUBSCRIBE in body.kinds:
            body.events[OPERATE].append(node)
        push(node.base)
        push(node.index)


def _slice(node: SliceExpr, body: Body, push: Push) -> None:
    push(node.begin_index)
    push(node.end_index)
    push(node.stride)


def _items(node: ListExpr | TupleExpr | SetExpr, body: Body, push: Push) -> None:
    leaves = body.leaves
    for item in node.items:
        if type(item) not in leaves:
            push(item)


def _dictionary(node: DictExpr, body: Body, push: Push) -> None:
    leaves = body.leaves
    for key, value in node.items:
        if key is None:
            body.events[ITERATE].append(value)
        elif type(key) not in leaves:
            push(key)
        if type(value) not in leaves:
            push(value)


def _template(node: TemplateStrExpr, body: Body, push: Push) -> None:
    for item in node.items:
        if isinstance(item, tuple):
            push(item[0])
            push(item[3])


def _inside(node: Any, body: Body, push: Push) -> None:  # noqa: ANN401
    """Visit the one expression inside a wrapper."""
    push(node.expr)


def _await(node: AwaitExpr, body: Body, push: Push) -> None:
    note(AWAIT, node.expr, body)
    push(node.expr)


def _list_comprehension(node: ListComprehension | SetComprehension, body: Body, push: Push) -> None:
    push(node.generator)


def _super(node: SuperExpr, body: Body, push: Push) -> None:
    body.events[GET].append(node)
    body.supers.append(node)


HANDLERS: Final[dict[type, Visit]] = {
    AssertTypeExpr: _inside,
    AssignmentExpr: _walrus,
    AwaitExpr: _await,
    CallExpr: _call,
    CastExpr: _inside,
    ComparisonExpr: _comparison,
    ConditionalExpr: _conditional,
    DictExpr: _dictionary,
    DictionaryComprehension: _dictionary_comprehension,
    FuncDef: _function,
    GeneratorExpr: _generator,
    IndexExpr: _index,
    LambdaExpr: _function,
    ListComprehension: _list_comprehension,
    ListExpr: _items,
    MemberExpr: _member,
    OpExpr: _operation,
    ReturnStmt: _return,
    RevealExpr: _inside,
    SetComprehension: _list_comprehension,
    SetExpr: _items,
    SliceExpr: _slice,
    StarExpr: _star,
    SuperExpr: _super,
    TemplateStrExpr: _template,
    TupleExpr: _items,
    TypeApplication: _inside,
    UnaryExpr: _unary,
    YieldExpr: _deferred,
    YieldFromExpr: _yield_from,
}
