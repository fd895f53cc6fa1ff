"""Types of expressions, as mypy found them, and what can be asked of any type.

`CheckedTypes` reads what mypy found while it checked a body; `light.LightTypes` is the other
source, for where mypy has not looked. Both are `Types`, and the functions here serve both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from mypy.expandtype import expand_type_by_instance
from mypy.maptype import map_instance_to_supertype
from mypy.nodes import (
    ARG_STAR,
    ARG_STAR2,
    CallExpr,
    Decorator,
    Expression,
    FuncDef,
    FuncItem,
    OverloadedFuncDef,
    TypeInfo,
    Var,
)
from mypy.types import (
    AnyType,
    CallableType,
    Instance,
    LiteralType,
    NoneType,
    Overloaded,
    PartialType,
    ProperType,
    TupleType,
    Type,
    TypeOfAny,
    TypeType,
    TypeVarType,
    UnboundType,
    UnionType,
    get_proper_type,
)
from mypy.typevars import fill_typevars


class Types(Protocol):
    """Where the types of expressions come from."""

    def type_of(self, expression: Expression) -> ProperType | None:
        """Return the type of an expression, or ``None`` if it is not known."""

    def reachable(self, expression: Expression) -> bool:
        """Return whether the expression can be evaluated at all, as far as is known."""


class CheckedTypes:
    """The types that mypy found for the bodies it has just checked."""

    def __init__(self, types: Mapping[Expression, Type]) -> None:
        self._types = types

    def type_of(self, expression: Expression) -> ProperType | None:
        """Return the type that mypy found."""
        found = self._types.get(expression)
        return None if found is None else get_proper_type(found)

    def reachable(self, expression: Expression) -> bool:
        """Return whether mypy came by the expression."""
        return expression in self._types


def flatten(found: ProperType) -> Iterable[ProperType]:
    """Return the instances and classes a type may stand for; ``None`` is left out."""
    return (found,) if type(found) is Instance else _flattened(found)


def _flattened(found: ProperType) -> Iterator[ProperType]:
    stack: list[Type] = [found]
    while stack:
        current = get_proper_type(stack.pop())
        kind = type(current)
        if kind is Instance:
            yield current
        elif kind is NoneType:
            continue
        elif type(current) is UnionType:
            stack.extend(reversed(current.items))
        elif type(current) is TypeVarType:
            stack.extend(current.values or [current.upper_bound])
        elif type(current) is TupleType:
            yield current.partial_fallback
        elif type(current) is LiteralType:
            yield current.fallback
        elif (
            type(current) is CallableType or type(current) is Overloaded
        ) and current.is_type_obj():
            yield TypeType(any_instance(current.type_object()))
        elif type(current) is TypeType and (
            type(current.item) is UnionType or type(current.item) is TypeVarType
        ):
            item = current.item
            inner = item.upper_bound if type(item) is TypeVarType else item
            stack.extend(TypeType.make_normalized(part) for part in parts_of(inner))
        else:
            yield current


def parts_of(found: Type) -> list[Type]:
    """Return the members of a union, or the type itself."""
    proper = get_proper_type(found)
    return list(proper.items) if type(proper) is UnionType else [proper]


def item_type(found: ProperType) -> ProperType | None:
    """Return what iterating over a value of this type gives."""
    parts: list[ProperType | None] = []
    if type(found) is TupleType:
        return union([get_proper_type(item) for item in found.items])
    for item in flatten(found):
        if type(item) is not Instance:
            return None
        for iterable in item.type.mro:
            if iterable.fullname in ("typing.Iterable", "typing.AsyncIterable"):
                mapped = map_instance_to_supertype(item, iterable)
                parts.append(get_proper_type(mapped.args[0]) if mapped.args else None)
                break
        else:
            iterator = result_of(item, "__iter__")
            parts.append(result_of(iterator, "__next__") if iterator is not None else None)
    return union(parts)


def any_instance(info: TypeInfo) -> Instance:
    """Return a class's type with nothing known of its type arguments."""
    return Instance(info, [AnyType(TypeOfAny.special_form)] * len(info.type_vars))


def union(found: list[ProperType | None]) -> ProperType | None:
    """Join types; one that is not known is left out, for a known one is enough to find a fault."""
    known: list[ProperType] = []
    for item in found:
        if item is not None and type(item) is not AnyType and item not in known:
            known.append(item)
    if not known:
        return None
    return known[0] if len(known) == 1 else UnionType(list(known))


def member_type(receiver: ProperType, name: str) -> ProperType | None:
    """Return the type of an attribute as seen through its receiver."""
    if type(receiver) is TypeType and type(receiver.item) is Instance:
        receiver = receiver.item
    if type(receiver) is not Instance:
        return None
    if name == "__class__":
        return TypeType(receiver)
    symbol = receiver.type.get(name)
    if symbol is None or symbol.node is None:
        is_special = name.startswith("__") or receiver.type.get("__getattr__") is None
        return None if is_special else result_of(receiver, "__getattr__")
    node = symbol.node
    found: Type | None = None
    owner: TypeInfo | None = None
    if type(node) is Var:
        found, owner = node.type, node.info
    elif type(node) is Decorator:
        found, owner = node.var.type or node.func.type, node.func.info
        if node.func.is_property:
            found = _declared_result(node.func.type)
    elif type(node) is FuncDef or type(node) is OverloadedFuncDef:
        found, owner = node.type, node.info
        if type(node) is OverloadedFuncDef and node.is_property:
            first = node.items[0]
            found = _declared_result(first.func.type if type(first) is Decorator else None)
    elif isinstance(node, TypeInfo):
        return TypeType(any_instance(node))
    if found is None or (type(found) is UnboundType or type(found) is PartialType):
        return None
    if owner and owner.type_vars:
        found = expand_type_by_instance(found, map_instance_to_supertype(receiver, owner))
    return _with_self(get_proper_type(found), receiver)


def _declared_result(found: Type | None) -> Type | None:
    proper = get_proper_type(found) if found is not None else None
    return proper.ret_type if type(proper) is CallableType else found


def _with_self(found: ProperType, receiver: Instance) -> ProperType:
    """Put the receiver in for a returned ``Self`` (or a type variable bound to the class)."""
    if type(found) is CallableType and found.arg_types:
        result = get_proper_type(found.ret_type)
        first = get_proper_type(found.arg_types[0])
        is_self = type(result) is TypeVarType and (
            result.name == "Self" or (type(first) is TypeVarType and first.id == result.id)
        )
        if is_self:
            return found.copy_modified(ret_type=receiver)
    if type(found) is Overloaded:
        return Overloaded(
            [
                item
                for part in found.items
                if isinstance(item := _with_self(part, receiver), CallableType)
            ]
        )
    return found


def result_of(receiver: ProperType, method: str) -> ProperType | None:
    """Return what a method of the receiver returns, as declared."""
    parts: list[ProperType | None] = []
    for item in flatten(receiver):
        found = member_type(item, method)
        if type(found) is Overloaded:
            found = found.items[0]
        parts.append(get_proper_type(found.ret_type) if type(found) is CallableType else None)
    return union(parts)


def awaited(found: ProperType | None) -> ProperType | None:
    """Return what awaiting a value of this type gives."""
    if type(found) is Instance and found.args:
        if found.type.fullname == "typing.Coroutine":
            return get_proper_type(found.args[-1])
        for base in found.type.mro:
            if base.fullname == "typing.Awaitable":
                mapped = map_instance_to_supertype(found, base)
                return get_proper_type(mapped.args[0])
    return None


def matched(callee: CallableType, node: CallExpr) -> Iterator[tuple[int, Expression]]:
    """Yield pairs of a parameter's index and the argument for it, where that is plain to see."""
    position = 1 if callee.arg_names[:1] in (["self"], ["cls"]) else 0
    rest = next((i for i, kind in enumerate(callee.arg_kinds) if kind is ARG_STAR2), None)
    for argument, name in zip(node.args, node.arg_names, strict=True):
        if name is not None:
            if name in callee.arg_names:
                yield callee.arg_names.index(name), argument
            elif rest is not None:
                yield rest, argument
        elif position < len(callee.arg_types):
            yield position, argument
            if not callee.arg_kinds[position].is_star():
                position += 1


def declared_parameters(function: FuncItem) -> Iterator[tuple[Var, ProperType | None]]:
    """Yield the parameters of a function with their declared types."""
    signature = get_proper_type(function.type) if function.type is not None else None
    declared = signature.arg_types if type(signature) is CallableType else []
    for index, argument in enumerate(function.arguments):
        found = get_proper_type(declared[index]) if index < len(declared) else None
        variable = argument.variable
        kind = argument.kind
        if kind is ARG_STAR or kind is ARG_STAR2:
            found = None
        elif (
            index == 0
            and type(function) is FuncDef
            and function.info
            and not function.is_static
            and isinstance(found, (AnyType, type(None)))
        ):
            itself = fill_typevars(function.info)
            is_class = function.is_class or function.name == "__new__"
            found = TypeType.make_normalized(itself) if is_class else itself
        yield variable, found
