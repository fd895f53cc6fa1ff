"""What classes have: members by inheritance, constructors, properties, and who a receiver is.

A `Members` knows classes, not calls: `callables` asks it what runs when an expression is called.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from mypy.nodes import (
    ARG_POS,
    CallExpr,
    Decorator,
    Expression,
    MemberExpr,
    OverloadedFuncDef,
    SuperExpr,
    SymbolNode,
    TypeInfo,
    Var,
)
from mypy.types import Instance, TypeType

from loopsafe_mypy import names
from loopsafe_mypy.body import (
    Binding,
)
from loopsafe_mypy.index import Function
from loopsafe_mypy.knowledge import Knowledge, short_name
from loopsafe_mypy.typer import Types, flatten


class Scope(NamedTuple):
    """A function, and where the types of its expressions come from."""

    function: Function
    types: Types

    def bindings(self, variable: Var) -> list[Binding]:
        """Return how a local variable of this function or one around it gets its value."""
        function: Function | None = self.function
        while function is not None:
            found = function.body.bindings.get(variable)
            if found is not None:
                return found
            function = function.outer
        return []


class Members:
    """Looks names up on classes. Its memo is good as long as no class changes."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._facts = knowledge.facts
        self._members: dict[tuple[TypeInfo, str], str | None] = {}
        self._constructors: dict[TypeInfo, tuple[str, ...]] = {}
        self._positions: dict[str, int | None] = {}
        """For each default factory, the position of its field among the arguments."""

    def member(self, info: TypeInfo, name: str) -> str | None:
        """Return the full name of what a class has under a name, its own or inherited."""
        memo = (info, name)
        if memo not in self._members:
            self._members[memo] = next(
                (
                    f"{base.fullname}.{name}"
                    for base in info.mro
                    if name in base.names or f"{base.fullname}.{name}" in self._facts
                ),
                None,
            )
        return self._members[memo]

    def receivers(self, node: Expression, scope: Scope) -> Iterator[tuple[TypeInfo, bool]]:
        """Yield the classes an attribute may be looked up on; whether on the class itself."""
        found = scope.types.type_of(node)
        if found is None:
            return
        for item in flatten(found):
            if isinstance(item, Instance):
                yield item.type, False
            elif isinstance(item, TypeType) and isinstance(item.item, Instance):
                yield item.item.type, True

    def properties(self, node: Expression, scope: Scope) -> Iterator[str]:
        """Yield the full names of the properties that an attribute may be."""
        if isinstance(node, SuperExpr):
            if node.info is not None:
                for base in node.info.mro[1:]:
                    symbol = base.names.get(node.name)
                    if symbol is not None:
                        if is_property(symbol.node):
                            yield f"{base.fullname}.{node.name}"
                        break
            return
        if not isinstance(node, MemberExpr):
            return
        for info, is_class in self.receivers(node.expr, scope):
            symbol = info.get(node.name)
            if symbol is not None and not is_class and is_property(symbol.node):
                key = self.member(info, node.name)
                if key is not None:
                    yield key

    def constructors(self, info: TypeInfo) -> tuple[str, ...]:
        """Return the full names of what runs when a class is called."""
        found = self._constructors.get(info)
        if found is None:
            keys: list[str] = []
            for name in ("__new__", "__init__", "__post_init__"):
                if name == "__post_init__" and "dataclass" not in info.metadata:
                    continue
                key = self.member(info, name)
                if key is not None and key.rpartition(".")[0] not in names.NO_CONSTRUCTOR:
                    keys.append(key)
            keys += self._factories(info)
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


def is_property(node: SymbolNode | None) -> bool:
    """Whether a definition is a property."""
    if isinstance(node, Decorator):
        return node.func.is_property
    return isinstance(node, OverloadedFuncDef) and node.is_property
