"""Calls that do not wait, because the code has asked before, or has said that they must not.

``if future.done(): future.result()`` waits for nothing, and neither does a socket after
``setblocking(False)``. Syntax only, and only for the few calls that can be asked about: looking for
what stands before a call takes a walk through the function.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain
from typing import Final, NamedTuple

from mypy.nodes import (
    AssertStmt,
    AssignmentStmt,
    AwaitExpr,
    CallExpr,
    ComparisonExpr,
    ConditionalExpr,
    DictionaryComprehension,
    Expression,
    ExpressionStmt,
    FuncItem,
    GeneratorExpr,
    IfStmt,
    MemberExpr,
    Node,
    OpExpr,
    RefExpr,
    Statement,
    UnaryExpr,
    WhileStmt,
)
from mypy.server.subexpr import get_subexpressions

from loopsafe_mypy.arguments import literal
from loopsafe_mypy.control import block_leaves, blocks_of, breaks, is_named
from loopsafe_mypy.nonblocking import DESCRIPTORS, SOCKETS, is_same, never_blocks


class Question(NamedTuple):
    """A method that tells whether another one of the same object would wait."""

    method: str
    answer: bool = True
    """Whether that is true when the other one does not wait; of a number, whether it is not zero;
    for `of_none`, whether it is a value."""
    of_none: bool = False
    """Whether its result is compared with ``None``."""


_DONE: Final = (Question("done"),)
_FILLED: Final = (Question("empty", answer=False), Question("qsize"))
_OVER: Final = (Question("is_alive", answer=False),)
_EXITED: Final = (Question("poll", of_none=True),)
_ARRIVED: Final = (Question("poll"),)
_SET: Final = (Question("is_set"),)

QUESTIONS: Final = {
    "_queue.SimpleQueue.get": _FILLED,
    "concurrent.futures._base.Future.exception": _DONE,
    "concurrent.futures._base.Future.result": _DONE,
    "multiprocessing.connection._ConnectionBase.recv": _ARRIVED,
    "multiprocessing.connection._ConnectionBase.recv_bytes": _ARRIVED,
    "multiprocessing.connection._ConnectionBase.recv_bytes_into": _ARRIVED,
    "multiprocessing.process.BaseProcess.join": _OVER,
    "multiprocessing.queues.Queue.get": _FILLED,
    "multiprocessing.synchronize.Event.wait": _SET,
    "queue.Queue.get": _FILLED,
    "subprocess.Popen.wait": _EXITED,
    "threading.Event.wait": _SET,
    "threading.Thread.join": _OVER,
}

WRAPPERS: Final = frozenset({"asyncio.futures.wrap_future"})
"""Functions whose result, once it has been awaited, leaves a future done."""

AWAITED_ALONG: Final = frozenset(
    {"asyncio.tasks.gather", "asyncio.tasks.shield", "asyncio.tasks.wait_for"}
)
"""Functions that await what they are given, or raise."""

IMPORTS: Final = frozenset({"importlib.import_module"})
"""Functions that do not wait for a module whose name is ``in sys.modules``."""

KEYS: Final = frozenset({*QUESTIONS, *IMPORTS, *SOCKETS, *DESCRIPTORS})
"""The full names of all these functions: of no other one a question need be asked."""

MAX_EXPRESSIONS: Final = 5000
"""In a larger function nothing is looked for: it is generated, and may hold thousands of calls."""

Proof = Callable[[Expression, bool], bool]
"""Whether a condition proves, if it is true (or false), that a call does not wait."""


def waits_not(key: str, call: CallExpr, functions: Sequence[Node]) -> bool:
    """Whether a call of one of the `KEYS` does not wait where it stands.

    Args:
        key: The full name of the called function.
        call: The call.
        functions: The function it stands in (a definition, a lambda or a generator expression),
            and those around that, the innermost first.
    """
    callee = call.callee
    if len(get_subexpressions(functions[-1])) > MAX_EXPRESSIONS:
        return False
    if key in QUESTIONS:
        return type(callee) is MemberExpr and _is_proved(
            call, functions[0], partial(_answers, questions=QUESTIONS[key], receiver=callee.expr)
        )
    if key in SOCKETS:
        return type(callee) is MemberExpr and never_blocks(callee.expr, call, functions)
    if not call.args:
        return False
    if key in IMPORTS:
        return _is_proved(call, functions[0], partial(_is_loaded, name=call.args[0]))
    return never_blocks(call.args[0], call, functions)


def _is_proved(call: CallExpr, function: Node, proof: Proof) -> bool:
    """Whether every way to a call goes through a condition that proves it."""
    statements = function.body.body if isinstance(function, FuncItem) else None
    inside: Node | None = function
    while statements is not None:
        inside = None
        for statement in statements:
            if call in get_subexpressions(statement):
                inside = statement
                break
            if _proves_rest(statement, proof):
                return True
        if isinstance(inside, IfStmt | WhileStmt) and _proves_inside(inside, call, proof):
            return True
        blocks = blocks_of(inside) if isinstance(inside, Statement) else ()
        statements = next((item.body for item in blocks if call in get_subexpressions(item)), None)
    return inside is not None and any(
        _holds(proof, condition, truth)
        for part in get_subexpressions(inside)
        for condition, truth, guarded in _guards(part)
        if any(call in get_subexpressions(expression) for expression in guarded)
    )


def _proves_rest(statement: Statement, proof: Proof) -> bool:
    """Whether a statement proves it for all that follows."""
    if type(statement) is AssertStmt:
        return _holds(proof, statement.expr, truth=True)
    if type(statement) is WhileStmt:
        return _holds(proof, statement.expr, truth=False) and not breaks(statement.body)
    if type(statement) is IfStmt and len(statement.expr) == 1:
        condition, block, other = statement.expr[0], statement.body[0], statement.else_body
        if not (block_leaves(block) or _holds(proof, condition, truth=True)):
            return _awaits(block.body, proof) and _holds(proof, condition, truth=False)
        if _holds(proof, condition, truth=False):
            return True
        return other is not None and (block_leaves(other) or _awaits(other.body, proof))
    return _awaits([statement], proof)


def _awaits(statements: list[Statement], proof: Proof) -> bool:
    """Whether one of some statements awaits what proves it."""
    return any(
        proof(awaited, True)  # noqa: FBT003
        for statement in statements
        if isinstance(statement, ExpressionStmt | AssignmentStmt)
        for awaited in get_subexpressions(statement)
        if type(awaited) is AwaitExpr
    )


def _proves_inside(statement: IfStmt | WhileStmt, call: CallExpr, proof: Proof) -> bool:
    """Whether the condition of a statement proves it for a call in one of its blocks."""
    if type(statement) is WhileStmt:
        inside = call in get_subexpressions(statement.body)
        return inside and _holds(proof, statement.expr, truth=True)
    if type(statement) is IfStmt and len(statement.expr) == 1:
        if call in get_subexpressions(statement.body[0]):
            return _holds(proof, statement.expr[0], truth=True)
        other = statement.else_body
        inside = other is not None and call in get_subexpressions(other)
        return inside and _holds(proof, statement.expr[0], truth=False)
    return False


def _guards(node: Expression) -> Iterator[tuple[Expression, bool, list[Expression]]]:
    """Yield the conditions in an expression, with their truth where other parts are evaluated."""
    if type(node) is OpExpr and node.op in ("and", "or"):
        yield node.left, node.op == "and", [node.right]
    elif type(node) is ConditionalExpr:
        yield node.cond, True, [node.if_expr]
        yield node.cond, False, [node.else_expr]
    elif type(node) is GeneratorExpr:
        for condition in chain(*node.condlists):
            yield condition, True, [node.left_expr]
    elif type(node) is DictionaryComprehension:
        for condition in chain(*node.condlists):
            yield condition, True, [part for part in (node.key, node.value) if part is not None]


def _holds(proof: Proof, condition: Expression, truth: bool) -> bool:  # noqa: FBT001
    """Whether a condition, or one of the conditions that it joins, is a proof."""
    stack = [(condition, truth)]
    while stack:
        current, wanted = stack.pop()
        if type(current) is UnaryExpr and current.op == "not":
            stack.append((current.expr, not wanted))
        elif type(current) is OpExpr and current.op in ("and", "or"):
            if wanted is (current.op == "and"):
                stack += ((current.left, wanted), (current.right, wanted))
        elif proof(current, wanted):
            return True
    return False


def _answers(
    condition: Expression,
    truth: bool,  # noqa: FBT001
    questions: tuple[Question, ...],
    receiver: Expression,
) -> bool:
    """Whether a condition answers a question about an object: the call would not wait."""
    if type(condition) is AwaitExpr:
        return questions is _DONE and _is_wrapped(condition.expr, receiver)
    against: Expression | None = None
    operator = ""
    if type(condition) is ComparisonExpr:
        if len(condition.operators) != 1:
            return False
        operator, (condition, against) = condition.operators[0], condition.operands
    for question in questions:
        if not _asks(condition, question, receiver):
            continue
        if question.of_none:
            wanted = "is not" if truth is question.answer else "is"
            return against is not None and operator == wanted and literal(against) is None
        if against is not None and not (operator in (">", "!=") and literal(against) == 0):
            return False
        return truth is question.answer
    return False


def _asks(node: Expression, question: Question, receiver: Expression) -> bool:
    callee = node.callee if type(node) is CallExpr and not node.args else None
    return (
        type(callee) is MemberExpr
        and callee.name == question.method
        and is_same(callee.expr, receiver)
    )


def _is_wrapped(node: Expression, receiver: Expression) -> bool:
    """Whether an expression is ``asyncio.wrap_future(future)``, perhaps in `AWAITED_ALONG`."""
    if type(node) is not CallExpr:
        return False
    if is_named(node, AWAITED_ALONG):
        return any(_is_wrapped(argument, receiver) for argument in node.args)
    return is_named(node, WRAPPERS) and any(is_same(item, receiver) for item in node.args[:1])


def _is_loaded(condition: Expression, truth: bool, name: Expression) -> bool:  # noqa: FBT001
    """Whether a condition proves that a module of some name is in ``sys.modules``."""
    if type(condition) is not ComparisonExpr or len(condition.operators) != 1:
        return False
    left, right = condition.operands
    return (
        condition.operators[0] == ("in" if truth else "not in")
        and is_same(left, name)
        and isinstance(right, RefExpr)
        and right.fullname == "sys.modules"
    )
