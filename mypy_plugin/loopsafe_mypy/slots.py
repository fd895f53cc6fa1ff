"""Slots: the places that a body puts values into, with the types that are declared for them.

A slot typed ``OnLoop[...]`` demands a callable that suits the loop, wherever it is: a parameter, an
attribute, a field, an item of a list, what a function returns. Only programs that declare such
types, or functions that take Protocols with marked methods, are looked at (`Knowledge.slots`).
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from mypy.nodes import (
    CallExpr,
    ConditionalExpr,
    DictExpr,
    Expression,
    FuncDef,
    IndexExpr,
    ListExpr,
    MemberExpr,
    MypyFile,
    SetExpr,
    StrExpr,
    TupleExpr,
    TypeInfo,
    Var,
)
from mypy.types import (
    CallableType,
    Instance,
    Overloaded,
    ProperType,
    TupleType,
    TypeAliasType,
    TypedDictType,
    UnionType,
    get_proper_type,
)

from loopsafe_mypy.body import ASSIGNED, CALL
from loopsafe_mypy.forms import form_of
from loopsafe_mypy.imports import declares_slots
from loopsafe_mypy.index import Function, ModuleIndex
from loopsafe_mypy.knowledge import Knowledge, short_name
from loopsafe_mypy.members import Scope
from loopsafe_mypy.names import ANY_SLOT, PROTOCOL_SLOT
from loopsafe_mypy.program import Program
from loopsafe_mypy.typer import matched, member_type, parts_of


class Slot(NamedTuple):
    """One value that is put into a place."""

    value: Expression
    expected: ProperType
    shown: str
    """The function or the variable that has the slot."""


_MAY_BE_PROTOCOL = frozenset({Instance, TypeAliasType, UnionType})


def slots_taken(index: ModuleIndex, knowledge: Knowledge) -> list[str]:
    """Return the short names of a module's functions that take Protocols with marked methods.

    Just `ANY_SLOT` if the module declares slots in types, which may be anywhere; and in a program
    that does, the names of the attributes that are slots, with a dot, for they are called. With
    `PROTOCOL_SLOT` if it defines such a Protocol: a slot of that type may be in what imports it.
    """
    also = [PROTOCOL_SLOT] if _defines_marked_protocol(index, knowledge) else []
    declares = declares_slots(index.tree)
    if declares or ANY_SLOT in knowledge.slots:
        attributes = {f".{name}" for name in _slot_attributes(index.tree)}
        return [*([ANY_SLOT] if declares else ()), *also, *sorted(attributes)]
    known: dict[TypeInfo, bool] = {}
    found: set[str] = set()
    for function in index.functions:
        signature = function.node.type if type(function.node) is FuncDef else None
        if type(signature) is not CallableType:
            continue
        for argument in signature.arg_types:
            if type(argument) not in _MAY_BE_PROTOCOL:
                continue
            if type(argument) is Instance and not (argument.args or argument.type.is_protocol):
                continue  # nearly all
            for part in parts_of(argument):
                if type(part) is Instance and part.type.is_protocol:
                    if part.type not in known:
                        known[part.type] = _is_marked(part.type, knowledge)
                    if known[part.type]:
                        found.add(short_name(function.front.key.removesuffix(".__init__")))
    return [*also, *sorted(found)]


def slots_near(module: str, program: Program) -> set[str]:
    """Return the slots that a module may fill: `Knowledge.slots`, or `ANY_SLOT` near a Protocol."""
    slots, defining = program.knowledge.slots, program.knowledge.protocol_modules
    if not defining or ANY_SLOT in slots:
        return slots
    is_near = module in defining or not defining.isdisjoint(program.imported_by(module))
    return slots | {ANY_SLOT} if is_near else slots


def _slot_attributes(tree: MypyFile) -> Iterator[str]:
    """Yield the names of the attributes that are typed as slots, of the classes in a module."""
    stack = [(tree.names, tree.fullname)]
    while stack:
        names, prefix = stack.pop()
        for name, symbol in names.items():
            node = symbol.node
            if isinstance(node, TypeInfo):
                if node.fullname == f"{prefix}.{name}":  # not an import, nor an alias
                    stack.append((node.names, node.fullname))
            elif type(node) is Var and node.info and node.type is not None:
                parts = (get_proper_type(part) for part in parts_of(node.type))
                if any(form_of(part) is not None for part in parts):
                    yield name


def _defines_marked_protocol(index: ModuleIndex, knowledge: Knowledge) -> bool:
    """Whether a module has a Protocol with marked methods: its type is a slot, wherever it is."""
    return any(
        function.category is not None
        and type(function.node) is FuncDef
        and function.node.info
        and function.node.info.is_protocol
        and _is_marked(function.node.info, knowledge)
        for function in index.functions
        if function.marks
    )


def _is_marked(protocol: TypeInfo, knowledge: Knowledge) -> bool:
    facts = (
        knowledge.facts.get(f"{protocol.fullname}.{name}")
        for name in protocol.protocol_members
        if name in knowledge.declared
    )
    return any(fact is not None and fact.category is not None for fact in facts)


def fills_slots(function: Function, slots: AbstractSet[str]) -> bool:
    """Whether a body may put something into a slot."""
    body = function.body
    calls = body.events.get(CALL, ())
    if ANY_SLOT in slots:
        return bool(body.stored or body.returned or body.bindings or calls)
    return any(getattr(call.callee, "name", None) in slots for call in calls)


def slots_of(scope: Scope, slots: AbstractSet[str]) -> Iterator[Slot]:
    """Yield what a function body puts where, displays taken apart."""
    for slot in _outermost(scope, slots):
        stack = [slot]
        while stack:
            current = stack.pop()
            expected, value = current.expected, current.value
            if type(expected) is UnionType:
                stack += [
                    current._replace(expected=get_proper_type(item)) for item in expected.items
                ]
            elif type(value) is ConditionalExpr:
                stack += [current._replace(value=part) for part in (value.if_expr, value.else_expr)]
            elif isinstance(expected, (Instance, TupleType, TypedDictType)):
                inside = list(_items(value, expected))
                stack += [Slot(item, kind, current.shown) for item, kind in inside]
                if not inside:
                    yield current
            else:
                yield current


def _outermost(scope: Scope, slots: AbstractSet[str]) -> Iterator[Slot]:
    body, node = scope.function.body, scope.function.node
    for call in body.events.get(CALL, ()):
        if ANY_SLOT in slots or getattr(call.callee, "name", None) in slots:
            yield from _arguments(call, scope)
    if ANY_SLOT not in slots:
        return
    for target, value in body.stored:
        found = _stored_in(target, scope)
        if found is not None:
            yield Slot(value, found, getattr(target, "name", "item"))
    for variable, bindings in body.bindings.items():
        declared = None
        if variable.type is not None and not variable.is_inferred:
            declared = get_proper_type(variable.type)
        for binding in bindings if declared is not None else ():
            if binding.how == ASSIGNED and declared is not None:
                yield Slot(binding.value, declared, variable.name)
    signature = get_proper_type(node.type) if type(node) is FuncDef and node.type else None
    if type(signature) is CallableType and type(node) is FuncDef:
        result = get_proper_type(signature.ret_type)
        if node.is_coroutine and type(result) is Instance and result.args:
            result = get_proper_type(result.args[-1])
        for value in body.returned:
            yield Slot(value, result, node.name)


def _arguments(call: CallExpr, scope: Scope) -> Iterator[Slot]:
    found = scope.types.type_of(call.callee)
    for part in found.items if type(found) is UnionType else (found,):
        callee = get_proper_type(part) if part is not None else None
        if type(callee) is Instance:
            callee = member_type(callee, "__call__")
        if type(callee) is Overloaded:
            fitting = [item for item in callee.items if len(item.arg_types) >= len(call.args)]
            callee = fitting[0] if len(fitting) == 1 else None
        if type(callee) is CallableType:
            shown = getattr(call.callee, "name", "function")
            for index, argument in matched(callee, call):
                yield Slot(argument, get_proper_type(callee.arg_types[index]), shown)


def _stored_in(target: Expression, scope: Scope) -> ProperType | None:
    if type(target) is IndexExpr:
        base = scope.types.type_of(target.base)
        method = member_type(base, "__setitem__") if base is not None else None
        if type(method) is CallableType and method.arg_types:
            return get_proper_type(method.arg_types[-1])
    elif type(target) is MemberExpr:
        receiver = scope.types.type_of(target.expr)
        if receiver is not None:
            return member_type(receiver, target.name)
    return None


def _items(
    value: Expression, expected: Instance | TupleType | TypedDictType
) -> Iterator[tuple[Expression, ProperType]]:
    if type(value) is TupleExpr and type(expected) is TupleType:
        for item, kind in zip(value.items, expected.items, strict=False):
            yield item, get_proper_type(kind)
    elif type(value) is DictExpr and isinstance(expected, TypedDictType):
        for key, item in value.items:
            if type(key) is StrExpr and key.value in expected.items:
                yield item, get_proper_type(expected.items[key.value])
    elif type(expected) is Instance and expected.args:
        kind = get_proper_type(expected.args[-1])
        if isinstance(value, (ListExpr, SetExpr, TupleExpr)):
            for item in value.items:
                yield item, kind
        elif type(value) is DictExpr:
            for _, item in value.items:
                yield item, kind
