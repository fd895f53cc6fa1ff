"""Sockets and descriptors that the code has put into non-blocking mode: they never wait.

Syntax only, like `asked`, which asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from mypy.nodes import (
    AssignmentStmt,
    CallExpr,
    Expression,
    FuncDef,
    FuncItem,
    MemberExpr,
    NameExpr,
    Node,
    SymbolNode,
    TypeInfo,
)
from mypy.server.subexpr import get_subexpressions

from loopsafe_mypy.arguments import literal
from loopsafe_mypy.control import statements_of

SOCKETS: Final = frozenset(
    {
        "_socket.socket.connect",
        "_socket.socket.connect_ex",
        "_socket.socket.recv",
        "_socket.socket.recv_into",
        "_socket.socket.recvfrom",
        "_socket.socket.recvfrom_into",
        "_socket.socket.recvmsg",
        "_socket.socket.recvmsg_into",
        "_socket.socket.send",
        "_socket.socket.sendall",
        "_socket.socket.sendmsg",
        "_socket.socket.sendto",
        "socket.socket.accept",
    }
)
"""Methods that do not wait after ``setblocking(False)``."""

DESCRIPTORS: Final = frozenset({"os.read", "os.readv", "os.write", "os.writev"})
"""Functions that do not wait after ``os.set_blocking(descriptor, False)``."""


def never_blocks(place: Expression, call: CallExpr, functions: Sequence[Node]) -> bool:
    """Whether a socket or descriptor was put into non-blocking mode.

    Before the call in the same function, in a function around it, or for an attribute of ``self``
    in any method.
    """
    if type(place) is not NameExpr and type(place) is not MemberExpr:
        return False
    for function in functions:
        for other, node in _switched(get_subexpressions(function)):
            is_before = (node.line, node.column) < (call.line, call.column)
            if is_same(place, other) and (is_before or function is not functions[0]):
                return True
    method = functions[-1]
    info = method.info if type(method) is FuncDef else None
    if type(place) is not MemberExpr or not info or type(method) is not FuncDef:
        return False
    return _is_own(place, place.name, method) and any(
        _switches_attribute(base, place.name, method) for base in info.mro[:-1]
    )


def _switches_attribute(info: TypeInfo, name: str, but: Node) -> bool:
    """Whether a method of a class switches an attribute, or what it puts there."""
    for method in _methods(info):
        if method is but:
            continue
        places = [place for place, _ in _switched(get_subexpressions(method))]
        if any(_is_own(place, name, method) for place in places):
            return True
        locals_ = {place.node for place in places if type(place) is NameExpr}
        for statement in statements_of(method.body.body) if locals_ else ():
            if (
                type(statement) is AssignmentStmt
                and type(statement.rvalue) is NameExpr
                and statement.rvalue.node in locals_
                and any(_is_own(target, name, method) for target in statement.lvalues)
            ):
                return True
    return False


def _methods(info: TypeInfo) -> Iterable[FuncDef]:
    for symbol in info.names.values():
        node: SymbolNode | None = symbol.node
        function = getattr(node, "func", node)
        if type(function) is FuncDef:
            yield function


def _is_own(place: Expression, name: str, method: FuncItem) -> bool:
    return (
        type(place) is MemberExpr
        and place.name == name
        and type(place.expr) is NameExpr
        and bool(method.arguments)
        and place.expr.node is method.arguments[0].variable
    )


def _switched(nodes: Iterable[Expression]) -> Iterable[tuple[Expression, CallExpr]]:
    """Yield what is put into non-blocking mode, with the call that does it."""
    for node in nodes:
        if type(node) is not CallExpr or type(node.callee) not in (MemberExpr, NameExpr):
            continue
        callee, args = node.callee, node.args
        if callee.name == "set_blocking":  # type: ignore[attr-defined]
            if len(args) == 2 and literal(args[1]) == 0:  # noqa: PLR2004
                yield args[0], node
        elif (
            type(callee) is MemberExpr
            and callee.name in ("setblocking", "settimeout")
            and [literal(item) for item in args] == [0]
        ):
            yield callee.expr, node


def is_same(one: Expression, other: Expression) -> bool:
    """Whether two expressions name the same variable, or the same attribute of one."""
    while type(one) is MemberExpr and type(other) is MemberExpr:
        if one.name != other.name:
            return False
        one, other = one.expr, other.expr
    if type(one) is not NameExpr or type(other) is not NameExpr:
        return False
    return one.node is not None and one.node is other.node
