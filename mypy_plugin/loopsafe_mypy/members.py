"""What classes have: members by inheritance, constructors, properties, and who a receiver is.

A `Members` knows classes, not calls: `callables` asks it what runs when an expression is called.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from mypy.nodes import (
    ARG_POS,
    CallExpr,
    Decorator,
    Expression,
    FuncDef,
    MemberExpr,
    OverloadedFuncDef,
    RefExpr,
    SuperExpr,
    SymbolNode,
    SymbolTableNode,
    TypeInfo,
    Var,
)
from mypy.types import CallableType, Instance, TypeType, get_proper_type

from loopsafe_mypy import names
from loopsafe_mypy.body import DELETE, GET, SET, Binding
from loopsafe_mypy.index import Function
from loopsafe_mypy.infer import Fact
from loopsafe_mypy.knowledge import Knowledge, short_name
from loopsafe_mypy.operators import with_fallbacks
from loopsafe_mypy.typer import Types, flatten
from loopsafe_mypy.uses import PRODUCED
from loopsafe_mypy.walk import Walked

ACCESSORS = {SET: ".setter", DELETE: ".deleter"}
DESCRIPTOR_METHODS = {SET: "__set__", DELETE: "__delete__"}
FALLBACK_METHODS = {
    SET: ("__setattr__",),
    DELETE: ("__delattr__",),
}
READ_FALLBACKS = ("__getattribute__", "__getattr__")
ATTRIBUTE_METHODS = {
    GET: frozenset({"__get__", *READ_FALLBACKS}),
    SET: frozenset({"__set__", "__setattr__"}),
    DELETE: frozenset({"__delete__", "__delattr__"}),
}
"""Special methods that run when any attribute is touched, whatever its name."""
DESCRIPTORS = frozenset({"__get__", "__set__", "__delete__"})
"""Those of them that the class of the attribute has, not that of the object."""


_INTERCEPTING = (*READ_FALLBACKS, *FALLBACK_METHODS[SET], *FALLBACK_METHODS[DELETE])


ITERATED_TYPES = frozenset({"typing.Iterable", "typing.Iterator", "typing.Generator"})
"""Types that say no more of a value than that it is iterated over."""


class Scope(NamedTuple):
    """A function, and where the types of its expressions come from."""

    function: Function
    types: Types

    def nodes(self) -> list[Walked]:
        """Return the syntax of the function, and of those around it, the innermost first."""
        found: list[Walked] = []
        function: Function | None = self.function
        while function is not None:
            found.append(function.node)
            function = function.outer
        return found

    def bindings(self, variable: Var) -> list[Binding]:
        """Return how a local variable of this function or one around it gets its value."""
        function: Function | None = self.function
        while function is not None:
            found = function.body.bound(variable)
            if found is not None:
                return found
            function = function.outer
        return []


class Members:
    """Looks names up on classes. Its memo is good as long as no class changes."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Start with an empty memo.

        Args:
            knowledge: What is known of functions.
        """
        self._knowledge = knowledge
        self._facts = knowledge.facts
        self._stubbed = knowledge.stubbed
        self._members: defaultdict[str, dict[TypeInfo, str | None]] = defaultdict(dict)
        self._constructors: dict[TypeInfo, tuple[str, ...]] = {}
        self._may: dict[tuple[TypeInfo, str, int], bool] = {}
        self._positions: dict[str, int | None] = {}
        """For each default factory, the position of its field among the arguments."""
        self.lazy: set[str] = set()
        """Constructors of iterators: what they are given is used when they are iterated."""

    def member(self, info: TypeInfo, name: str) -> str | None:
        """Return the full name of what a class has under a name, its own or inherited."""
        known = self._members[name]
        if info in known:
            return known[info]
        found: str | None = None
        for base in info.mro:
            if name in base.names or (
                base.module_name in self._stubbed and f"{base.fullname}.{name}" in self._facts
            ):
                found = sys.intern(f"{base.fullname}.{name}")
                break
        known[info] = found
        return found

    def methods(self, info: TypeInfo, name: str) -> Iterator[str]:
        """Yield the full names of what runs when a method of a known class is called.

        More than one where a mixin passes the call on with ``super()`` to a class that only the
        method resolution order of the receiver's class tells. Where its own order tells the same,
        the mixin's method is charged with that already.
        """
        key = self.member(info, name)
        is_charged = False
        while key is not None:
            if not is_charged:
                yield key
            fact = self._facts.get(key)
            if fact is None or not fact.calls_super:
                return
            owner, following = _after(info, key.rpartition(".")[0])
            found = self._first(following, name)
            is_charged = owner is not None and found == self._first(owner.mro[1:], name)
            key = found

    def _first(self, bases: list[TypeInfo], name: str) -> str | None:
        """Return the full name of the first method of a name in some classes."""
        for base in bases:
            key = f"{base.fullname}.{name}"
            if name in base.names or key in self._facts:
                return key
        return None

    def receivers(self, node: Expression, scope: Scope) -> Iterator[tuple[TypeInfo, bool]]:
        """Yield the classes an attribute may be looked up on; whether on the class itself."""
        if isinstance(node, RefExpr) and node.fullname in names.STREAMS:
            stream = self._stream(names.STREAMS[node.fullname])
            if stream is not None:
                yield stream, False
                return
        found = scope.types.type_of(node)
        if found is None:
            return
        for item in flatten(found):
            if type(item) is Instance:
                yield item.type, False
            elif type(item) is TypeType and type(item.item) is Instance:
                yield item.item.type, True

    def _stream(self, fullname: str) -> TypeInfo | None:
        """Return the class of a standard stream, whose declared type does not tell it."""
        module, _, name = fullname.rpartition(".")
        tree = self._knowledge.modules.get(module)
        symbol = tree.names.get(name) if tree is not None else None
        return symbol.node if symbol is not None and isinstance(symbol.node, TypeInfo) else None

    def accessors(self, what: int, node: Expression, scope: Scope) -> Iterator[str]:
        """Yield the full names of what reading, setting or deleting an attribute runs.

        Properties, descriptors, and the class's ``__getattr__`` and its relatives.
        """
        if type(node) is SuperExpr:
            for base in node.info.mro[1:] if node.info is not None else ():
                symbol = base.names.get(node.name)
                if symbol is not None:
                    if is_property(symbol.node):
                        yield f"{base.fullname}.{node.name}{ACCESSORS.get(what, '')}"
                    return
        elif type(node) is MemberExpr:
            for info, is_class in self.receivers(node.expr, scope):
                yield from self._accessed(info, node.name, what, is_class=is_class)

    def _accessed(
        self, info: TypeInfo, attribute: str, what: int, *, is_class: bool = False
    ) -> Iterator[str]:
        symbol = info.get(attribute)
        if symbol is not None:
            if not is_class and is_property(symbol.node):
                key = self.member(info, attribute)
                if key is not None:
                    yield key + ACCESSORS.get(what, "")
                return
            yield from self._descriptor(symbol.node, what)
            if what == GET and self._is_computed(symbol.node):
                yield from self.methods(info, attribute)
        for name in _fallbacks(what, symbol) if not is_class else ():
            key = self.member(info, name)
            if key is not None and not key.startswith("builtins.object."):
                yield key

    def _descriptor(self, node: SymbolNode | None, what: int) -> Iterator[str]:
        found = get_proper_type(node.type) if type(node) is Var and node.type else None
        if type(found) is Instance and type(node) is Var and node.info:
            key = self.member(found.type, DESCRIPTOR_METHODS.get(what, "__get__"))
            if key is not None:
                yield key

    def _is_computed(self, node: SymbolNode | None) -> bool:
        """Whether a method's decorator is a class of the program that runs it when it is read."""
        found = (
            get_proper_type(node.var.type) if type(node) is Decorator and node.var.type else None
        )
        key = self.member(found.type, "__get__") if type(found) is Instance else None
        return key is not None and key in self._facts

    def may_run(self, info: TypeInfo, name: str) -> bool:
        """Whether a method call on an instance may run something that is known."""
        memo = (info, name, -1)
        if memo not in self._may:
            symbol = info.get(name)
            node = symbol.node if symbol is not None else None
            is_plain = isinstance(node, (FuncDef, Decorator, OverloadedFuncDef))
            key = self.member(info, name)
            known = self._facts.get(key) if key is not None else None
            self._may[memo] = known is not None or (
                node is not None and (not is_plain or is_property(node))
            )
        return self._may[memo]

    def may_hold(self, info: TypeInfo, name: str) -> bool:
        """Whether an attribute may hold an instance whose ``__call__`` is known."""
        memo = (info, name, -4)
        if memo not in self._may:
            symbol = info.get(name) or info.get("__getattr__")
            node = symbol.node if symbol is not None else None
            if type(node) is Decorator:
                node = node.func if node.func.is_property else None
            declared = (
                get_proper_type(node.type) if (type(node) is FuncDef or type(node) is Var) else None
            )
            if type(declared) is CallableType and type(node) is FuncDef:
                computed = node.is_property or node.name == "__getattr__"
                declared = get_proper_type(declared.ret_type) if computed else None
            self._may[memo] = declared is not None and any(
                self.may_operate(item.type, "__call__")
                for item in flatten(declared)
                if type(item) is Instance
            )
        return self._may[memo]

    def may_access(self, info: TypeInfo, name: str, what: int) -> bool:
        """Whether touching an attribute of an instance may run something that is known."""
        symbol = info.get(name)
        if symbol is not None:
            if is_property(symbol.node):
                key = self.member(info, name)
                return key is not None and key + ACCESSORS.get(what, "") in self._facts
            if any(key in self._facts for key in self._descriptor(symbol.node, what)):
                return True
            if what == GET and self._is_computed(symbol.node):
                return self.member(info, name) in self._facts
        # What is left is the same for all attributes that a class has, or has not.
        return self.may_intercept(info, what, symbol)

    def may_intercept(
        self, info: TypeInfo, what: int, symbol: SymbolTableNode | None = None
    ) -> bool:
        """Whether a class has something known that any attribute of its instances may run.

        Less of it runs for an attribute that the class has, whose symbol is given.
        """
        memo = (info, "" if symbol is None else "*", what)
        if memo not in self._may:
            known = (self.member(info, method) for method in _fallbacks(what, symbol))
            self._may[memo] = any(key in self._facts for key in known if key is not None)
        return self._may[memo]

    def is_plain(self, info: TypeInfo) -> bool:
        """Whether a class and its bases have nothing that any attribute may run."""
        memo = (info, "", -5)
        if memo not in self._may:
            found = (self.member(info, name) for name in _INTERCEPTING)
            self._may[memo] = not any(
                key is not None and not key.startswith("builtins.object.") for key in found
            )
        return self._may[memo]

    def may_operate(self, info: TypeInfo, method: str) -> bool:
        """Whether an operation on an instance may run something that is known."""
        memo = (info, method, -2)
        if memo not in self._may:
            keys = (self.member(info, name) for name in with_fallbacks(method))
            self._may[memo] = any(key in self._facts for key in keys if key is not None)
        return self._may[memo]

    def may_consume(self, info: TypeInfo, method: str) -> bool:
        """Whether iterating over an instance, or calling ``method``, may run something.

        What runs when an iterator goes on is known by its maker only, not by its class.
        """
        memo = (info, method, -3)
        if memo not in self._may:
            self._may[memo] = (
                info.fullname in ITERATED_TYPES
                or info.fullname == "builtins.object"
                or self.member(info, "__next__") is not None
                or self.may_operate(info, method)
                or (self.member(info, "__iter__") or "") + PRODUCED in self._facts
                or self.may_operate(iterator_of(info), "__next__")
            )
        return self._may[memo]

    def constructors(self, info: TypeInfo) -> tuple[str, ...]:
        """Return the full names of what runs when a class is called."""
        found = self._constructors.get(info)
        if found is None:
            keys: list[str] = []
            for name in ("__new__", "__init__", "__post_init__"):
                if name == "__post_init__" and "dataclass" not in info.metadata:
                    continue
                keys += [
                    key
                    for key in self.methods(info, name)
                    if key.rpartition(".")[0] not in names.NO_CONSTRUCTOR
                ]
            if self.member(info, "__next__") is not None:
                self.lazy.update(keys)
            keys += self._factories(info)
            keys += _validators(info, self._facts)
            if info.metaclass_type is not None:
                key = self.member(info.metaclass_type.type, "__call__")
                if key is not None and key.rpartition(".")[0] not in names.NO_CONSTRUCTOR:
                    keys.append(key)
            self._constructors[info] = found = tuple(keys)
        return found

    def _factories(self, info: TypeInfo) -> Iterator[str]:
        """Yield the keys of the default factories that a dataclass's constructor may call."""
        position = 0
        for attribute in info.metadata.get("dataclass", {}).get("attributes", ()):
            if not attribute["is_in_init"] or attribute["kw_only"]:
                where = None
            else:
                where, position = position, position + 1
            key = self.member(info, attribute["name"])
            if key is not None and key + names.FACTORY in self._facts:
                self._positions[key + names.FACTORY] = where
                yield key + names.FACTORY

    def supplied(self, key: str, call: CallExpr) -> bool:
        """Whether a call gives the field whose default factory has this key."""
        if short_name(key.removesuffix(names.FACTORY)) in call.arg_names:
            return True
        position = self._positions.get(key)
        return position is not None and position < call.arg_kinds.count(ARG_POS)


def _validators(info: TypeInfo, facts: Mapping[str, Fact]) -> list[str]:
    """Return the keys of the validators and default factories that a model's constructor runs."""
    if not any(base.fullname in names.MODELS for base in info.mro):
        return []
    keys = [base.fullname + names.VALIDATORS for base in info.mro]
    keys += [
        f"{base.fullname}.{name}{names.FACTORY}"
        for base in info.mro
        if base.fullname not in names.MODELS
        for name in base.names
    ]
    return [key for key in keys if key in facts]


def _fallbacks(what: int, symbol: SymbolTableNode | None) -> tuple[str, ...]:
    """Return the special methods that are asked for an attribute that a class has, or has not."""
    return FALLBACK_METHODS.get(what, READ_FALLBACKS if symbol is None else READ_FALLBACKS[:1])


def is_property(node: SymbolNode | None) -> bool:
    """Whether a definition is a property."""
    if type(node) is Decorator:
        return node.func.is_property
    return type(node) is OverloadedFuncDef and node.is_property


def _after(info: TypeInfo, owner: str) -> tuple[TypeInfo | None, list[TypeInfo]]:
    """Return a class by name, and what follows it in the method resolution order of another."""
    for position, base in enumerate(info.mro):
        if base.fullname == owner:
            return base, info.mro[position + 1 :]
    return None, []


def iterator_of(info: TypeInfo) -> TypeInfo:
    """Return the class of what ``__iter__`` returns, on which ``__next__`` is looked up."""
    symbol = info.get("__iter__")
    node = symbol.node if symbol is not None else None
    if type(node) is Decorator:
        node = node.func
    if type(node) is not FuncDef or type(node.type) is not CallableType:
        return info
    result = get_proper_type(node.type.ret_type)
    return result.type if type(result) is Instance else info
