"""Which functions mypy came by something in that may matter, while it checked their bodies.

mypy asks its plugins about every call, attribute and operator by full name, resolved with its own
types and at the speed of compiled code. Most bodies come by nothing that has an effect: those need
no look of ours, and are not even walked. What mypy asks nothing about has to be ruled out: calls
of locals, of what is computed, of ``super()``, and the few operations that it knows nothing of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Set as AbstractSet
from typing import Final

from mypy.lookup import lookup_fully_qualified
from mypy.nodes import (
    LDEF,
    CallExpr,
    ClassDef,
    Decorator,
    Expression,
    FuncDef,
    FuncItem,
    MemberExpr,
    NameExpr,
    OverloadedFuncDef,
    Statement,
    SuperExpr,
    TypeInfo,
    Var,
)
from mypy.server.subexpr import get_subexpressions
from mypy.types import AnyType, CallableType, Instance

from loopsafe_mypy.control import blocks_of
from loopsafe_mypy.index import Function
from loopsafe_mypy.infer import LOOP_ONLY, Fact
from loopsafe_mypy.knowledge import Knowledge
from loopsafe_mypy.members import ACCESSORS, Members, iterator_of
from loopsafe_mypy.names import CLOSING, METHOD_CALLERS
from loopsafe_mypy.typer import Types
from loopsafe_mypy.uses import PRODUCED

ALWAYS: Final = METHOD_CALLERS | {
    CLOSING,
    "builtins.delattr",
    "builtins.getattr",
    "builtins.hasattr",
    "builtins.setattr",
}
"""Functions that run what mypy does not tell."""

UNHEARD: Final = frozenset(
    {
        "__bool__",
        "__delattr__",
        "__delete__",
        "__format__",
        "__get__",
        "__getattribute__",
        "__hash__",
        "__len__",
        "__repr__",
        "__set__",
        "__setattr__",
        "__str__",
    }
)
"""Special methods that mypy asks nothing about where an operation runs them."""

_ITERATED: Final = ("__iter__", "__next__", "__getitem__")

_ALONG: Final = {
    "__contains__": _ITERATED,
    "__getitem__": ("__missing__",),
    "__iter__": _ITERATED,
}
"""What runs as well where mypy asks about one special method."""

_DEFINITIONS: Final = frozenset({ClassDef, Decorator, FuncDef, OverloadedFuncDef})


class Suspects:
    """The functions in which something was heard of; the names that were heard, judged once."""

    def __init__(self, knowledge: Knowledge, members: Members) -> None:
        """Start with nothing heard.

        Args:
            knowledge: What is known of functions.
            members: Knows classes.
        """
        self._knowledge = knowledge
        self._members = members
        self._moved = 0
        self.harmless: set[str] = set()
        """Full names that need not be told again: calling these has no effect on the loop."""
        self._blocking: set[str] = set()
        """Full names that have one."""
        self._suspects: defaultdict[str, set[FuncItem]] = defaultdict(set)
        """By module."""

    def listen(self) -> None:
        """Get ready to judge what mypy asks about in the bodies of one more module."""
        if self._moved != self._knowledge.moved:
            self._moved = self._knowledge.moved
            self.harmless.clear()

    def matters(self, fullname: str, special: AbstractSet[str], *, by_name: bool) -> bool:
        """Whether what mypy came by may have an effect that the loop forbids.

        Args:
            fullname: What mypy asks about; no full name where it knows none.
            special: The special methods that may block in the module.
            by_name: Whether it is a function or a class that is called by its own name.
        """
        if fullname in self._blocking:
            return True
        methods = self._knowledge.protocols.get(fullname)
        if methods is not None:
            return "__call__" in methods or not special.isdisjoint(methods)
        if self._blocks(fullname, by_name=by_name):
            self._blocking.add(fullname)
            return True
        self.harmless.add(fullname)
        return False

    def suspect(self, module: str, function: FuncItem | None) -> None:
        """Note that mypy came by something that matters while it checked an outermost function."""
        if function is not None:
            self._suspects[module].add(function)

    def clears(self, function: Function, types: Types, markers: AbstractSet[str]) -> bool:
        """Whether a function on the loop does nothing that is worth a look into its body.

        Args:
            function: An outermost function, whose body mypy has checked.
            types: The types that mypy has found.
            markers: The short names by which a marker may be called.
        """
        node = function.node
        return (
            type(node) is FuncDef
            and node not in self._suspects[function.fact.module]
            # mypy checked it before anything was known, or not at all, or not in all its versions.
            and not (node.def_or_infer_vars or function.is_overloaded or node.name == "_")
            and not _is_generic(node)
            and not _defines(node.body.body)
            and not self._hides_calls(node, types, markers)
        )

    def forget(self, module: str) -> None:
        """Let go of the functions of a module."""
        self._suspects.pop(module, None)

    def _blocks(self, fullname: str, *, by_name: bool) -> bool:
        known = self._knowledge
        owner, _, name = fullname.rpartition(".")
        if name in known.slots or fullname in ALWAYS:
            return True
        if name in known.blocking or name in _ALONG:
            if self._matters(fullname):
                return True
            info = self._class(owner)
            if info is not None and self._runs(info, name):
                return True
            if info is None and "@" in owner:
                return True  # a class inside a function, which no name leads to
        if not by_name:
            return self._matters(f"{owner}.__getattr__")
        made = self._class(fullname)
        return made is not None and any(map(self._matters, self._members.constructors(made)))

    def _runs(self, info: TypeInfo, name: str) -> bool:
        """Whether a method does something, or what runs along with it, or the property's setter."""
        members = self._members
        for method in (name, *_ALONG.get(name, ())):
            for key in members.methods(info, method):
                if any(self._matters(key + part) for part in ("", *ACCESSORS.values())):
                    return True
        following = members.member(iterator_of(info), "__next__") if name in _ALONG else None
        return following is not None and self._matters(following)

    def _matters(self, key: str) -> bool:
        facts = self._knowledge.facts
        fact = facts.get(key)
        if fact is not None and _does_something(fact):
            return True
        produced = facts.get(key + PRODUCED)
        return produced is not None and _does_something(produced)

    def _class(self, fullname: str) -> TypeInfo | None:
        symbol = lookup_fully_qualified(fullname, self._knowledge.modules)
        node = symbol.node if symbol is not None else None
        return node if isinstance(node, TypeInfo) else None

    def _hides_calls(self, function: FuncDef, types: Types, markers: AbstractSet[str]) -> bool:
        """Whether a body calls what mypy asks nothing about, or sync code makes a coroutine."""
        is_sync = not function.is_coroutine
        for expression in get_subexpressions(function):
            kind = type(expression)
            if kind is CallExpr:
                if self._is_hidden(expression.callee, markers) or (  # type: ignore[attr-defined]
                    is_sync and _makes_coroutine(expression, types)  # type: ignore[arg-type]
                ):
                    return True
            elif kind is SuperExpr and expression.name in self._knowledge.blocking:  # type: ignore[attr-defined]
                return True
        return False

    def _is_hidden(self, callee: Expression, markers: AbstractSet[str]) -> bool:
        kind = type(callee)
        if kind is SuperExpr:
            return False  # its name tells
        if kind is not NameExpr and kind is not MemberExpr:
            return True
        if callee.name in markers:  # type: ignore[attr-defined]
            return True
        node = type(callee.node)  # type: ignore[attr-defined]
        if callee.kind == LDEF and node is not FuncDef:  # type: ignore[attr-defined]
            return True
        # An instance that is called goes by the name of its class.
        return (node is Decorator or node is Var) and self._matters(callee.fullname)  # type: ignore[attr-defined]


def _does_something(fact: Fact) -> bool:
    """Whether a call may have an effect on the loop, or hands something over."""
    return bool(fact.signatures) or any(key != LOOP_ONLY for key in fact.effects)


def _is_generic(node: FuncDef) -> bool:
    """Whether types in a body may be variables: mypy cannot name what is called on these."""
    signature = node.type
    if type(signature) is not CallableType or signature.variables:
        return True
    return bool(node.info) and bool(node.info.type_vars)


def _makes_coroutine(call: CallExpr, types: Types) -> bool:
    """Whether the value of a call may be a coroutine."""
    found = types.type_of(call)
    if type(found) is Instance:
        return found.type.fullname == "typing.Coroutine"
    if found is not None and type(found) is not AnyType:
        return False
    node = getattr(call.callee, "node", None)
    if type(call.callee) is MemberExpr and node is None:
        receiver = types.type_of(call.callee.expr)
        symbol = receiver.type.get(call.callee.name) if type(receiver) is Instance else None
        node = symbol.node if symbol is not None else None
    return type(node) is Decorator and node.func.is_coroutine


def _defines(statements: list[Statement]) -> bool:
    """Whether a body defines functions, which are declared in their own right, or not checked."""
    stack = [statements]
    while stack:
        for statement in stack.pop():
            if type(statement) in _DEFINITIONS:
                return True
            stack += [block.body for block in blocks_of(statement)]
    return False
