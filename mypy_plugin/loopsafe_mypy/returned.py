"""What a function returns, and what a method stores: functions that are called elsewhere.

They become facts of their own: ``choose.<result>`` is what calling the result of ``choose`` runs,
``Device.action`` what calling the attribute runs, ``Device.actions.<item>`` what an item of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mypy.nodes import (
    CallExpr,
    Decorator,
    Expression,
    FuncDef,
    FuncItem,
    GeneratorExpr,
    LambdaExpr,
    MemberExpr,
    NameExpr,
    OverloadedFuncDef,
    TypeInfo,
    Var,
)
from mypy.types import AnyType, CallableType, Instance, Overloaded, TypeVarType, get_proper_type

from loopsafe_mypy.body import ENTER, ITERATE
from loopsafe_mypy.callables import parameter
from loopsafe_mypy.forms import form_of
from loopsafe_mypy.infer import Mode
from loopsafe_mypy.knowledge import CONSTRUCTORS
from loopsafe_mypy.members import ITERATED_TYPES, Scope, is_property
from loopsafe_mypy.uses import DEFAULT, ITEM, PRODUCED, RESULT, Use
from loopsafe_mypy.values import displayed, item_key, names_function, transparent

CONTEXT_MANAGER: Final = "contextlib.AbstractContextManager"

if TYPE_CHECKING:
    from loopsafe_mypy.callgraph import CallGraph


def note_defaults(calls: CallGraph, scope: Scope) -> None:
    """Note which functions an unmarked function calls if it is not given others."""
    function = scope.function
    if not isinstance(function.node, FuncItem):
        return
    for argument in function.node.arguments:
        value = argument.initializer
        if value is not None and names_function(value):
            name = argument.variable.name
            key = f"{function.fact.key}.{name}{DEFAULT}"
            calls.stands_for(calls.new_name(key, function.fact.module, name), value, scope)


def note_values(calls: CallGraph, scope: Scope) -> None:
    """Note what an unmarked function returns and stores."""
    body = scope.function.body
    if body.returned:
        returned = [value for value in body.returned if _may_be_called(value, scope)]
        if returned:
            _note_results(calls, scope, returned)
        mode = _used_when(scope)
        if mode is not None:
            _note_produced(calls, scope, mode)
    for target, value in body.stored:
        _note_attribute(calls, scope, target, value)
    if body.supers:
        _note_super(scope)


_CALLED = frozenset({CallableType, Overloaded, TypeVarType})


def _may_be_called(value: Expression, scope: Scope) -> bool:
    """Whether a returned value may be a function, as far as declared types and syntax tell."""
    node = scope.function.node
    if type(node) is LambdaExpr:
        return names_function(value)
    signature = get_proper_type(node.type) if type(node) is FuncDef and node.type else None
    result = get_proper_type(signature.ret_type) if type(signature) is CallableType else None
    if type(result) in _CALLED:
        return True
    if type(result) is Instance:
        return result.type.is_protocol and result.type.get("__call__") is not None
    if result is None or type(result) is AnyType:
        if type(value) is NameExpr and type(value.node) is Var:
            return parameter(value.node, scope) is not None
        if type(value) is CallExpr:
            return transparent(value) is not None
        return names_function(value)
    return False


def _note_results(calls: CallGraph, scope: Scope, values: list[Expression]) -> None:
    front = scope.function.front
    facts = calls.knowledge.facts
    result = calls.new_name(front.key + RESULT, front.module, f"{front.shown}()")
    for value in values:
        calls.stands_for(result, value, scope)
        for target in calls.resolver.callables.targets(value, scope):
            if target.key + RESULT in facts and target.key + RESULT != result.key:
                further = calls.new_name(result.key + RESULT, front.module, f"{result.shown}()")
                calls.same(further, facts[target.key + RESULT])


def _used_when(scope: Scope) -> Mode | None:
    """Return how a function's result is used, if using it may run something of the function's."""
    node = scope.function.node
    if type(node) is not FuncDef or scope.function.fact.mode != "call":
        return None
    signature = get_proper_type(node.type) if node.type is not None else None
    result = get_proper_type(signature.ret_type) if type(signature) is CallableType else None
    if type(result) is Instance:
        if result.type.fullname in ITERATED_TYPES or result.type.has_base("typing.Iterator"):
            return "iterate"
        return "enter" if result.type.has_base(CONTEXT_MANAGER) else None
    if result is None or type(result) is AnyType:
        lazy = any(type(value) is GeneratorExpr for value in scope.function.body.returned)
        return "iterate" if lazy else None
    return None


def _note_produced(calls: CallGraph, scope: Scope, mode: Mode) -> None:
    front = scope.function.front
    produced = calls.new_name(front.key + PRODUCED, front.module, front.shown)
    produced.mode = mode
    event = ITERATE if mode == "iterate" else ENTER
    for value in scope.function.body.returned:
        for reached in calls.resolver.reach(event, value, scope):
            calls.passes_on(produced, reached)


def _note_attribute(calls: CallGraph, scope: Scope, target: Expression, value: Expression) -> None:
    function = scope.function
    if type(target) is not MemberExpr or type(target.expr) is not NameExpr:
        return
    if type(function.node) is not FuncDef:
        return
    info = function.node.info
    first = function.node.arguments[0].variable if function.node.arguments else None
    if not info or target.expr.node is not first:
        return
    symbol = info.get(target.name)
    if symbol is None or type(symbol.node) is not Var:
        return
    declared = get_proper_type(symbol.node.type) if symbol.node.type is not None else None
    if declared is not None and form_of(declared) is not None:
        return
    key = f"{symbol.node.info.fullname if symbol.node.info else info.fullname}.{target.name}"
    module, shown = function.fact.module, f"{info.name}.{target.name}"
    use = _stored_parameter(value, scope)
    if use is not None:
        if info.get("__call__") is not None or info.get("__get__") is not None:
            calls.reaches(calls.new_name(key, module, shown), use.key)
    elif names_function(value) or _is_own_method(value, info, first):
        calls.stands_for(calls.new_name(key, module, shown), value, scope)
    for index, item in displayed(value):
        if names_function(item) or _is_own_method(item, info, first):
            for name in (key + ITEM, item_key(key, index)):
                if name is not None:
                    calls.stands_for(calls.new_name(name, module, shown), item, scope)


def _is_own_method(value: Expression, info: TypeInfo, receiver: Var | None) -> bool:
    """Whether an expression is a method of the object that the function is a method of."""
    if type(value) is not MemberExpr or type(value.expr) is not NameExpr:
        return False
    symbol = info.get(value.name) if value.expr.node is receiver else None
    node = symbol.node if symbol is not None else None
    return isinstance(node, (FuncDef, Decorator, OverloadedFuncDef)) and not is_property(node)


def _stored_parameter(value: Expression, scope: Scope) -> Use | None:
    """Return the use that calling a stored parameter of a constructor is."""
    if not scope.function.fact.key.endswith(".__init__"):
        return None
    if type(value) is not NameExpr or type(value.node) is not Var:
        return None
    return parameter(value.node, scope)


def _note_super(scope: Scope) -> None:
    """Note a method that calls itself in the next class: which one, only the object's class tells.

    Constructors do so nearly always: of them, those count that know no next class at all.
    """
    node = scope.function.node
    if type(node) is not FuncDef or not node.info:
        return
    for expression in scope.function.body.supers:
        if expression.name == node.name:
            known = [base for base in node.info.mro[1:] if node.name in base.names]
            is_open = not known or known[0].fullname == "builtins.object"
            if is_open or node.name not in CONSTRUCTORS:
                scope.function.fact.calls_super = True
