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
from mypy.types import AnyType, CallableType, Instance, ProperType, TypeType

from loopsafe_mypy.body import CALL
from loopsafe_mypy.imports import origin_of
from loopsafe_mypy.infer import UNKNOWN, Witness
from loopsafe_mypy.knowledge import Knowledge
from loopsafe_mypy.members import Scope
from loopsafe_mypy.reasons import Reason, Unseen
from loopsafe_mypy.resolve import Resolver
from loopsafe_mypy.typer import flatten
from loopsafe_mypy.values import is_computed


def unknown_call(
    call: CallExpr, scope: Scope, resolver: Resolver, knowledge: Knowledge
) -> tuple[str, Witness] | None:
    """Return the effect of a call that nothing is known of, with what would settle it."""
    found = unseen(call, scope, resolver, knowledge)
    if found is None:
        return None
    return UNKNOWN, Witness(1, (_shown(call.callee),), found.remedy)


def unseen(call: CallExpr, scope: Scope, resolver: Resolver, knowledge: Knowledge) -> Unseen | None:
    """Say why nothing is known of a call; ``None`` if something is."""
    callee = call.callee
    reached = list(resolver.reach(CALL, call, scope))
    if any(item.effects or item.fact.category for item in reached):
        return None
    if isinstance(callee, RefExpr) and callee.node is not None:
        if type(callee.node) is not Var:
            return _about(callee.node, knowledge)
    elif type(callee) is MemberExpr:
        return _about_method(callee, scope, knowledge)
    elif type(callee) is SuperExpr:
        return None
    if next(resolver.callables.targets(callee, scope), None) is not None:
        return None
    found = scope.types.type_of(callee)
    if type(found) is TypeType or type(found) is Instance:
        return None
    if type(found) is CallableType:
        if found.definition is not None:
            return _about(found.definition, knowledge)
        return Unseen(Reason.CALLABLE)
    if type(callee) is CallExpr and is_computed(callee):
        return Unseen(Reason.DYNAMIC)
    return _untyped(found, Reason.UNTYPED, knowledge)


def _untyped(found: ProperType | None, reason: Reason, knowledge: Knowledge) -> Unseen:
    """Return that something has no type, and the library without types that it came from."""
    missing = found.missing_import_name if type(found) is AnyType else None
    if missing is not None:
        return Unseen(Reason.UNTYPED_MODULE, origin_of(missing, knowledge.modules))
    return Unseen(reason)


def _about_method(callee: MemberExpr, scope: Scope, knowledge: Knowledge) -> Unseen | None:
    found = scope.types.type_of(callee.expr)
    if found is None or type(found) is AnyType:
        return _untyped(found, Reason.UNTYPED_OBJECT, knowledge)
    for item in flatten(found):
        instance = item.item if type(item) is TypeType else item
        if type(instance) is not Instance:
            continue
        symbol = instance.type.get(callee.name)
        if symbol is None or symbol.node is None:
            computed = instance.type.get("__getattr__") is not None
            return Unseen(Reason.DYNAMIC if computed else Reason.UNTYPED_OBJECT)
        if type(symbol.node) is Var:
            return Unseen(Reason.ATTRIBUTE) if not symbol.node.is_property else None
        reason = _about(symbol.node, knowledge)
        if reason is not None:
            return reason
    return None


def _about(node: SymbolNode, knowledge: Knowledge) -> Unseen | None:
    """Say what is missing to know a definition, or ``None`` if nothing is."""
    if type(node) is Decorator:
        node = node.func
    if type(node) is OverloadedFuncDef:
        first = node.items[0]
        node = first.func if type(first) is Decorator else first
    if not isinstance(node, (FuncDef, TypeInfo)):
        return None
    module = _module_of(node, knowledge)
    if not module:
        return None  # a local function, whose body is in view
    fact = knowledge.facts.get(node.fullname)
    if module in knowledge.stubbed or (fact is not None and (fact.category or fact.effects)):
        return None
    if type(node) is FuncDef:
        if node.is_coroutine or node.is_async_generator:
            return None
        if node.abstract_status != NOT_ABSTRACT:
            return Unseen(Reason.ABSTRACT)
    elif any(base.fullname == "builtins.BaseException" for base in node.mro):
        return None  # its constructor stores what it is given
    if module not in knowledge.installed and (fact is not None or module in knowledge.summarised):
        return None
    return Unseen(Reason.NO_STUB, module)


def _module_of(node: FuncDef | TypeInfo, knowledge: Knowledge) -> str:
    """Return the module that defines a function or class, or nothing for a local function."""
    if isinstance(node, TypeInfo):
        return node.module_name
    if node.info:
        return node.info.module_name
    module = node.fullname.rpartition(".")[0]
    while module and module not in knowledge.modules:  # a method, of a class from the cache
        module = module.rpartition(".")[0]
    return module


def _shown(callee: Expression) -> str:
    if type(callee) is MemberExpr or type(callee) is SuperExpr:
        return callee.name
    return callee.name if isinstance(callee, RefExpr) and hasattr(callee, "name") else "a value"
