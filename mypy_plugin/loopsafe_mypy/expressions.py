"""How expressions are evaluated: what runs here, what runs later, what becomes of the value.

A handler visits one node: it notes events in the `Body` and pushes the parts that are evaluated.
`walk` calls them; `HANDLERS` is the table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from mypy.nodes import (
    ARG_STAR,
    ARG_STAR2,
    LDEF,
    AssertTypeExpr,
    AssignmentExpr,
    AwaitExpr,
    CallExpr,
    CastExpr,
    ComparisonExpr,
    ConditionalExpr,
    DictExpr,
    DictionaryComprehension,
    Expression,
    FuncDef,
    FuncItem,
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
    Statement,
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
    BOUND,
    CALL,
    COMPARE,
    COMPARED,
    CONDITION,
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
    SET_ITEM,
    SUBSCRIBE,
    TRUTH,
    UNPACKED,
    Binding,
    Body,
)
from loopsafe_mypy.control import constant

Push = Callable[[Any], None]
Visit = Callable[[Any, Body, Push], None]


def note_fate(value: Expression, body: Body, fate: int) -> None:
    """Note what becomes of the value of a call or a local."""
    kind = type(value)
    if kind is CallExpr or kind is NameExpr:
        body.fates[value] = fate


def choices(value: Expression) -> Iterator[Expression]:
    """Yield the expressions one of which is the value: the branches of ``a if c else b``."""
    if type(value) is not ConditionalExpr:
        yield value
        return
    stack: list[Expression] = [value]
    while stack:
        current = stack.pop()
        if type(current) is ConditionalExpr:
            stack += (current.else_expr, current.if_expr)
        else:
            yield current


def note_condition(value: Expression, body: Body) -> None:
    """Note the calls whose value is only tested for truth."""
    stack = [value]
    while stack:
        current = stack.pop()
        if type(current) is UnaryExpr and current.op == "not":
            stack.append(current.expr)
        elif type(current) is OpExpr and current.op in ("and", "or"):
            stack += (current.left, current.right)
        elif type(current) is AssignmentExpr:
            note_fate(current.value, body, BOUND)
        else:
            kind = type(current)
            if kind is CallExpr:
                body.fates[current] = CONDITION
                callee = current.callee  # type: ignore[attr-defined]
                if type(callee) is NameExpr and callee.fullname.startswith("builtins."):
                    continue  # a bool, or a number
            elif kind is NameExpr:
                body.fates[current] = CONDITION
            if kind in TESTED and TRUTH in body.kinds:
                body.events[TRUTH].append(current)


TESTED: Final = frozenset({AwaitExpr, CallExpr, IndexExpr, MemberExpr, NameExpr})
"""Expressions whose value may be of any class; the others are never of a project's own."""


def note(what: int, node: Expression | Statement, body: Body) -> None:
    """Note an event of a kind in which names tell nothing."""
    if what in body.kinds:
        body.events[what].append(node)


def note_attribute(what: int, node: MemberExpr, body: Body) -> None:
    """Note that an attribute is read, set or deleted."""
    wanted = body.wanted
    if (
        wanted is None
        or wanted.name(node.name)
        or (what in wanted.kinds and not _is_plain(node, body))
    ):
        body.events[what].append(node)


def _is_plain(node: MemberExpr, body: Body) -> bool:
    """Whether nothing but the name of an attribute tells what it does."""
    return body.plain is not None and type(node.expr) is NameExpr and node.expr.node is body.plain


def bind(target: Expression, binding: Binding, body: Body, push: Push) -> None:
    """Note an assignment to ``target``, whatever form it has."""
    stack = [(target, binding)]
    while stack:
        current, how = stack.pop()
        if type(current) is NameExpr:
            if current.kind == LDEF and type(current.node) is Var:
                body.bindings.setdefault(current.node, []).append(how)
        elif type(current) is MemberExpr:
            note_attribute(SET, current, body)
            push(current.expr)
        elif type(current) is TupleExpr or type(current) is ListExpr:
            if how.how != UNPACKED:
                for index, item in enumerate(current.items):
                    stack.append((item, Binding(UNPACKED, how.value, index, how.how)))
            else:
                for item in current.items:  # deeper than one level: not followed
                    if type(item) is MemberExpr:
                        note_attribute(SET, item, body)
        elif type(current) is StarExpr:
            push(current.expr)
        elif type(current) is IndexExpr:
            note(SET_ITEM, current, body)
            push(current.base)
            push(current.index)
        else:
            push(current)


def defaults(node: FuncItem, push: Push) -> None:
    """Visit the default arguments of a definition, which are evaluated where it stands."""
    for argument in node.arguments:
        push(argument.initializer)


def _call(node: CallExpr, body: Body, push: Push) -> None:
    if node.analyzed is not None:  # cast(), NamedTuple() and other special forms
        push(node.analyzed)
        return
    callee = node.callee
    kind = type(callee)
    if kind is MemberExpr:
        if callee.name == "enter_context":  # type: ignore[attr-defined]
            body.events[ENTER].extend(node.args[:1])
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
    elif callee.fullname in BUILT_IN:  # type: ignore[attr-defined]
        _built_in(node, BUILT_IN[callee.fullname], body)  # type: ignore[attr-defined]
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


BUILT_IN: Final = {
    "builtins.delattr": DELETE,
    "builtins.getattr": GET,
    "builtins.hasattr": GET,
    "builtins.isinstance": None,
    "builtins.setattr": SET,
}
"""What these functions do with the attribute that they are given the name of."""


def _built_in(node: CallExpr, what: int | None, body: Body) -> None:
    """Note that ``getattr(obj, "name")`` reads ``obj.name``, and the like; or a test of a class."""
    if what is None:
        tested = node.args[0] if node.args else None
        if type(tested) is NameExpr and type(tested.node) is Var:
            body.narrowed.add(tested.node)
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
