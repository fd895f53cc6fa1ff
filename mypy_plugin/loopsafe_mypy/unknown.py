"""What the analysis could not see, and what would settle it. Only asked for in strict mode."""

from __future__ import annotations

from mypy.nodes import (
    NOT_ABSTRACT,
    CallExpr,
    Decorator,
    Expression,
    FuncDef,
    MemberExpr,
    OverloadedFuncDef,
    RefExpr,
    SuperExpr,
    SymbolNode,
    TypeInfo,
    Var,
)
from mypy.types import AnyType, CallableType, Instance, TypeType

from loopsafe_mypy.body import CALL
from loopsafe_mypy.infer import UNKNOWN, Witness
from loopsafe_mypy.knowledge import Knowledge
from loopsafe_mypy.members import Scope
from loopsafe_mypy.resolve import Resolver
from loopsafe_mypy.typer import flatten


def unknown_call(
    call: CallExpr, scope: Scope, resolver: Resolver, knowledge: Knowledge
) -> tuple[str, Witness] | None:
    """Return the effect of a call that nothing is known of, with what would settle it."""
    reason = _reason(call, scope, resolver, knowledge)
    if reason is None:
        return None
    return UNKNOWN, Witness(1, (_shown(call.callee),), reason)


def _reason(call: CallExpr, scope: Scope, resolver: Resolver, knowledge: Knowledge) -> str | None:
    callee = call.callee
    reached = list(resolver.reach(CALL, call, scope))
    if any(item.effects or item.fact.category for item in reached):
        return None
    if isinstance(callee, RefExpr) and callee.node is not None:
        if not isinstance(callee.node, Var):
            return _about(callee.node, knowledge)
    elif isinstance(callee, MemberExpr):
        return _about_method(callee, scope, knowledge)
    elif isinstance(callee, SuperExpr):
        return None
    keys = list(resolver.callables.targets(callee, scope))
    if keys:
        return None
    found = scope.types.type_of(callee)
    if isinstance(found, (TypeType, Instance)):
        return None
    if isinstance(found, CallableType):
        if found.definition is not None:
            return _about(found.definition, knowledge)
        return 'type the slot it comes from as "OnLoop[...]", "InWorker[...]" or "AnyThread[...]"'
    return "annotate it, so that its type is known"


def _about_method(callee: MemberExpr, scope: Scope, knowledge: Knowledge) -> str | None:
    found = scope.types.type_of(callee.expr)
    if found is None or isinstance(found, AnyType):
        return "annotate the object it is called on, so that its type is known"
    for item in flatten(found):
        instance = item.item if isinstance(item, TypeType) else item
        if not isinstance(instance, Instance):
            continue
        symbol = instance.type.get(callee.name)
        if symbol is None or symbol.node is None:
            return "annotate the object it is called on, so that its type is known"
        if isinstance(symbol.node, Var):
            return (
                'type the attribute as "OnLoop[...]", "InWorker[...]" or "AnyThread[...]"'
                if not symbol.node.is_property
                else None
            )
        reason = _about(symbol.node, knowledge)
        if reason is not None:
            return reason
    return None


def _about(node: SymbolNode, knowledge: Knowledge) -> str | None:
    """Say what is missing to know a definition, or ``None`` if nothing is."""
    if isinstance(node, Decorator):
        node = node.func
    if isinstance(node, OverloadedFuncDef):
        first = node.items[0]
        node = first.func if isinstance(first, Decorator) else first
    if not isinstance(node, (FuncDef, TypeInfo)):
        return None
    module = _module_of(node)
    fact = knowledge.facts.get(node.fullname)
    if module in knowledge.stubbed or (fact is not None and (fact.category or fact.effects)):
        return None
    if isinstance(node, FuncDef):
        if node.is_coroutine or node.is_async_generator:
            return None
        if node.abstract_status != NOT_ABSTRACT:
            return "mark the abstract method, so that every implementation keeps to it"
    if fact is not None:
        return None
    if module in knowledge.summarised:
        return None
    return f'add an effect stub for "{module}"'


def _module_of(node: FuncDef | TypeInfo) -> str:
    if isinstance(node, TypeInfo):
        return node.module_name
    if node.info:
        return node.info.module_name
    return node.fullname.rpartition(".")[0]


def _shown(callee: Expression) -> str:
    if isinstance(callee, (MemberExpr, SuperExpr)):
        return callee.name
    return callee.name if isinstance(callee, RefExpr) and hasattr(callee, "name") else "a value"
