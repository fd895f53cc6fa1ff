"""From an event to the functions it may run.

A `Scope` is one function seen through one source of types; a `Resolver` answers, for the events of
that function, which known functions run: through imports and aliases, attributes and inheritance,
constructors, properties, ``with`` and iteration, local functions and lambdas, and locals that
were bound to a function.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from mypy.nodes import (
    ARG_POS,
    CallExpr,
    ConditionalExpr,
    Decorator,
    Expression,
    FuncDef,
    GeneratorExpr,
    IndexExpr,
    LambdaExpr,
    MemberExpr,
    NameExpr,
    OpExpr,
    OverloadedFuncDef,
    RefExpr,
    SuperExpr,
    SymbolNode,
    TypeAlias,
    TypeInfo,
    Var,
)
from mypy.types import Instance, TypeType, get_proper_type

from loopsafe._effects import Effect
from loopsafe_mypy import names
from loopsafe_mypy.arguments import fitting
from loopsafe_mypy.body import (
    APPLY,
    ASSIGNED,
    AWAIT,
    CALL,
    CONTAINS,
    DELETE,
    ENTER,
    ENTER_ASYNC,
    GET,
    ITERATE,
    ITERATE_ASYNC,
    SET,
    Binding,
)
from loopsafe_mypy.forms import form_of
from loopsafe_mypy.index import Function
from loopsafe_mypy.infer import Effects, Fact, declared_effects, effect_of, seen_by_caller
from loopsafe_mypy.knowledge import Knowledge, short_name
from loopsafe_mypy.typer import Types, flatten
from loopsafe_mypy.walk import Walked

ATTRIBUTE_EVENTS = (GET, SET, DELETE)
CONSTRUCTION = ("__init__", "__new__", "__post_init__", "__call__")

SPECIAL_METHODS = {
    AWAIT: ("__await__",),
    ITERATE_ASYNC: ("__aiter__", "__anext__"),
    ENTER_ASYNC: ("__aenter__", "__aexit__"),
}
"""Events that run nothing but special methods."""

WAITING_FOR = {
    **SPECIAL_METHODS,
    ITERATE: ("__iter__", "__next__"),
    ENTER: ("__enter__", "__exit__", "close"),
    CONTAINS: ("__contains__", "__iter__", "__next__"),
}

MAX_FOLLOWED = 20
"""How many local names are followed from one to the next."""


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


class Reached(NamedTuple):
    """A function that an event runs, and the effects that this has."""

    fact: Fact
    effects: Effects
    solved: bool = True
    """Whether the effects are those of the fact as a whole (and grow with it)."""


def without(reached: Reached, harmless: Effect) -> Reached:
    """Return what is reached, less the effects that do not matter there."""
    kept = {key: value for key, value in reached.effects.items() if not effect_of(key) & harmless}
    return reached._replace(effects=kept)


class Resolver:
    """Looks events up in what is known. Its memo is good as long as no class changes."""

    def __init__(self, knowledge: Knowledge, locals_: dict[Walked, Function]) -> None:
        self._knowledge = knowledge
        self._facts = knowledge.facts
        self._locals = locals_
        self._members: dict[tuple[TypeInfo, str], str | None] = {}
        self._constructors: dict[TypeInfo, tuple[str, ...]] = {}
        self._positions: dict[str, int | None] = {}
        """For each default factory, the position of its field among the arguments."""

    def relevant(self, what: int, nodes: list[Any], names_: set[str]) -> list[Any]:
        """Return the events among ``nodes`` that may run a function that has an effect.

        Cheap, and never leaves out one that does: most calls go to functions whose name no
        function with an effect has.

        Args:
            what: The kind of the events.
            nodes: The events.
            names_: The short names that matter: `Knowledge.names`, or a part of them.
        """
        if what == CALL:
            return [node for node in nodes if self._call_matters(node.callee, names_)]
        if what in ATTRIBUTE_EVENTS:
            return [node for node in nodes if node.name in names_]
        if what == ITERATE and "__iter__" not in names_ and "__next__" not in names_:
            return [node for node in nodes if type(node) is not MemberExpr]
        special = SPECIAL_METHODS.get(what)
        if special is not None and not any(name in names_ for name in special):
            return []
        return nodes

    def _call_matters(self, callee: Expression, names_: set[str]) -> bool:
        kind = type(callee)
        if kind is not MemberExpr and kind is not NameExpr:
            return True
        node = callee.node  # type: ignore[attr-defined]
        if node is None:
            name = callee.name  # type: ignore[attr-defined]
            return kind is NameExpr or name in names_ or name == "__class__"
        kind = type(node)
        if kind is FuncDef or kind is Decorator or kind is OverloadedFuncDef:
            if node.name in names_:
                return True
            return names.PROTOCOL_BUILTINS.get(node.fullname) in names_
        if kind is TypeInfo:
            facts = self._facts
            if names.PROTOCOL_BUILTINS.get(node.fullname) in names_:
                return True
            return any(
                (fact := facts.get(key)) is not None and (fact.effects or fact.signatures)
                for key in self.constructors(node)
            )
        return True

    def waiting(
        self, what: int, nodes: list[Any], defined: set[str]
    ) -> Iterator[tuple[str, Any]]:
        """Yield the events to look at again when a function of the given name has an effect.

        Args:
            what: The kind of the events.
            nodes: The events.
            defined: Short names of the functions whose effects are not known yet.
        """
        if what == CALL:
            for node in nodes:
                for name in _called_names(node.callee):
                    if name in defined:
                        yield name, node
        elif what in ATTRIBUTE_EVENTS:
            for node in nodes:
                if node.name in defined:
                    yield node.name, node
        elif what != APPLY:
            here = [name for name in WAITING_FOR[what] if name in defined]
            for node in nodes:
                produced = _called_names(node.callee) if type(node) is CallExpr else ()
                for name in (*here, *produced):
                    if name in defined:
                        yield name, node

    def reach(self, what: int, node: Expression, scope: Scope) -> Iterator[Reached]:
        """Yield the known functions that an event runs."""
        if what == CALL:
            assert isinstance(node, CallExpr)
            for key in self.callees(node.callee, scope):
                yield from self._run(key, "call", node, scope)
            if isinstance(node.callee, NameExpr) and node.args:
                method = names.PROTOCOL_BUILTINS.get(node.callee.fullname)
                if method is not None and method in self._knowledge.names:
                    yield from self._special(node.args[0], (method,), scope)
        elif what == ITERATE:
            yield from self._iterate(node, scope)
        elif what == ENTER:
            yield from self._produced(node, "enter", scope)
            yield from self._special(node, ("__enter__", "__exit__"), scope)
            yield from self._closed(node, scope)
        elif what == CONTAINS:
            yield from self._contains(node, scope)
        elif what in SPECIAL_METHODS:
            yield from self._special(node, SPECIAL_METHODS[what], scope)
        elif what == APPLY:
            if isinstance(node, RefExpr):
                for key in self.callees(node, scope):
                    yield from self._run(key, "call", None)
        else:
            suffix = {SET: ".setter", DELETE: ".deleter"}.get(what, "")
            for key in self._properties(node, scope):
                yield from self._run(key + suffix, "call", None)

    def callees(
        self,
        expression: Expression,
        scope: Scope,
        depth: int = 0,
        seen: set[Var] | None = None,
    ) -> Iterator[str]:
        """Yield the full names of what runs when the value of an expression is called.

        Args:
            expression: The expression.
            scope: The function it stands in.
            depth: How many names and operators have been followed.
            seen: The local names that have been followed: each is followed once.
        """
        if depth > MAX_FOLLOWED:
            return
        seen = set() if seen is None else seen
        if isinstance(expression, RefExpr) and expression.node is not None:
            yield from self._symbol(expression.node, expression, scope, depth, seen)
        elif isinstance(expression, MemberExpr):
            yield from self._method(expression, scope)
        elif isinstance(expression, SuperExpr):
            if expression.info is not None:
                for base in expression.info.mro[1:]:
                    key = f"{base.fullname}.{expression.name}"
                    if expression.name in base.names or key in self._facts:
                        yield key
                        break
        elif isinstance(expression, LambdaExpr):
            function = self._locals.get(expression)
            if function is not None:
                yield function.fact.key
        elif isinstance(expression, ConditionalExpr):
            yield from self.callees(expression.if_expr, scope, depth + 1, seen)
            yield from self.callees(expression.else_expr, scope, depth + 1, seen)
        elif isinstance(expression, OpExpr) and expression.op in ("and", "or"):
            yield from self.callees(expression.left, scope, depth + 1, seen)
            yield from self.callees(expression.right, scope, depth + 1, seen)
        elif isinstance(expression, CallExpr):
            yield from self._returned(expression, scope, depth, seen)
        elif isinstance(expression, IndexExpr) and isinstance(expression.base, RefExpr):
            if isinstance(expression.base.node, (TypeInfo, TypeAlias)):  # Box[int](...)
                yield from self._symbol(expression.base.node, expression.base, scope, depth, seen)
            else:
                yield from self._by_type(expression, scope)

    def coroutine_function(self, expression: Expression, scope: Scope) -> bool:
        """Whether an expression is a function that makes a coroutine when it is called."""
        node = expression.node if isinstance(expression, RefExpr) else None
        if node is None and isinstance(expression, MemberExpr):
            for info, _ in self._receivers(expression.expr, scope):
                symbol = info.get(expression.name)
                node = symbol.node if symbol is not None else None
        if isinstance(expression, CallExpr) and _is_partial(expression) and expression.args:
            return self.coroutine_function(expression.args[0], scope)
        if isinstance(node, Decorator):
            node = node.func
        return isinstance(node, FuncDef) and node.is_coroutine

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

    def _symbol(
        self,
        node: SymbolNode,
        expression: Expression,
        scope: Scope,
        depth: int,
        seen: set[Var],
    ) -> Iterator[str]:
        if isinstance(node, Decorator):
            node = node.func
        if isinstance(node, FuncDef):
            local = self._locals.get(node)
            yield local.fact.key if local is not None else node.fullname
        elif isinstance(node, OverloadedFuncDef):
            implementation = node.impl.func if isinstance(node.impl, Decorator) else node.impl
            local = self._locals.get(implementation) if implementation is not None else None
            yield local.fact.key if local is not None else node.fullname
        elif isinstance(node, TypeInfo):
            yield from self.constructors(node)
        elif isinstance(node, TypeAlias):
            target = get_proper_type(node.target)
            if isinstance(target, Instance):
                yield from self.constructors(target.type)
        elif isinstance(node, Var):
            yield from self._variable(node, expression, scope, depth, seen)

    def _variable(
        self, node: Var, expression: Expression, scope: Scope, depth: int, seen: set[Var]
    ) -> Iterator[str]:
        if node in seen:
            return
        seen.add(node)
        if node.fullname in self._facts and "." in node.fullname:
            yield node.fullname
            return
        bindings = scope.bindings(node)
        for binding in bindings:
            if binding.how == ASSIGNED:
                yield from self.callees(binding.value, scope, depth + 1, seen)
        if not any(binding.how == ASSIGNED and is_function(binding.value) for binding in bindings):
            yield from self._by_type(expression, scope)

    def _by_type(self, expression: Expression, scope: Scope) -> Iterator[str]:
        """Yield what runs when an instance or a class, known by type only, is called."""
        found = scope.types.type_of(expression)
        for item in flatten(found) if found is not None else ():
            if isinstance(item, Instance):
                key = self.member(item.type, "__call__")
                if key is not None:
                    yield key
            elif isinstance(item, TypeType) and isinstance(item.item, Instance):
                yield from self.constructors(item.item.type)
            else:
                form = form_of(item)
                if form is not None:
                    yield form

    def _method(self, expression: MemberExpr, scope: Scope) -> Iterator[str]:
        for info, _ in self._receivers(expression.expr, scope):
            key = self.member(info, expression.name)
            if key is None:
                continue
            symbol = info.get(expression.name)
            node = symbol.node if symbol is not None else None
            if isinstance(node, TypeInfo):
                yield from self.constructors(node)
            elif isinstance(node, Var) and key not in self._facts:
                yield from self._by_type(expression, scope)
            elif _is_property(node):
                yield from self._by_type(expression, scope)
            else:
                yield key

    def _properties(self, node: Expression, scope: Scope) -> Iterator[str]:
        if isinstance(node, SuperExpr):
            if node.info is not None:
                for base in node.info.mro[1:]:
                    symbol = base.names.get(node.name)
                    if symbol is not None:
                        if _is_property(symbol.node):
                            yield f"{base.fullname}.{node.name}"
                        break
            return
        assert isinstance(node, MemberExpr)
        for info, is_class in self._receivers(node.expr, scope):
            symbol = info.get(node.name)
            if symbol is not None and not is_class and _is_property(symbol.node):
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

    def _supplied(self, key: str, call: CallExpr) -> bool:
        """Whether a call gives the field whose default factory has this key."""
        if short_name(key.removesuffix(names.FACTORY)) in call.arg_names:
            return True
        position = self._positions.get(key)
        return position is not None and position < call.arg_kinds.count(ARG_POS)

    def _receivers(self, node: Expression, scope: Scope) -> Iterator[tuple[TypeInfo, bool]]:
        """Yield the classes an attribute may be looked up on; whether on the class itself."""
        found = scope.types.type_of(node)
        if found is None:
            return
        for item in flatten(found):
            if isinstance(item, Instance):
                yield item.type, False
            elif isinstance(item, TypeType) and isinstance(item.item, Instance):
                yield item.item.type, True

    def _run(
        self, key: str, mode: str, call: CallExpr | None, scope: Scope | None = None
    ) -> Iterator[Reached]:
        fact = self._facts.get(key)
        if fact is None or fact.mode != mode:
            return
        if call is not None and key.endswith(names.FACTORY) and self._supplied(key, call):
            return
        if not fact.signatures:
            yield Reached(fact, fact.effects)
            return
        types = scope.types if scope is not None else None
        signature = fitting(fact.signatures, call, bound=is_bound(fact, call), types=types)
        effects = declared_effects(signature.category, signature.kind, signature.instead)
        if fact.origin:
            effects = {name: seen_by_caller(fact.origin, item) for name, item in effects.items()}
        yield Reached(fact, effects, solved=False)

    def _returned(
        self, node: CallExpr, scope: Scope, depth: int, seen: set[Var]
    ) -> Iterator[str]:
        """Yield what runs when the result of a call is called."""
        if node.args and (_is_partial(node) or _is_marker_call(node)):
            yield from self.callees(node.args[0], scope, depth + 1, seen)
        else:
            yield from self._by_type(node, scope)

    def _iterate(self, node: Expression, scope: Scope, depth: int = 0) -> Iterator[Reached]:
        if isinstance(node, CallExpr) and isinstance(node.callee, RefExpr):
            if node.callee.fullname in names.LAZY_BUILTINS and depth < MAX_FOLLOWED:
                for argument in node.args:
                    yield from self._iterate(argument, scope, depth + 1)
                return
        yield from self._produced(node, "iterate", scope)
        yield from self._special(node, ("__iter__", "__next__"), scope)

    def _produced(
        self, node: Expression, mode: str, scope: Scope, seen: set[Var] | None = None
    ) -> Iterator[Reached]:
        """Yield the functions whose bodies run when what they returned is used."""
        seen = set() if seen is None else seen
        if isinstance(node, CallExpr):
            for key in self.callees(node.callee, scope):
                yield from self._run(key, mode, node)
        elif isinstance(node, NameExpr) and isinstance(node.node, Var) and node.node not in seen:
            seen.add(node.node)
            for binding in scope.bindings(node.node):
                if binding.how == ASSIGNED:
                    yield from self._produced(binding.value, mode, scope, seen)
        elif isinstance(node, GeneratorExpr):
            lazy = self._locals.get(node)
            if lazy is not None:
                yield from self._run(lazy.fact.key, mode, None)

    def _special(
        self, node: Expression, methods: tuple[str, ...], scope: Scope
    ) -> Iterator[Reached]:
        """Yield the special methods that a statement calls on the value of an expression."""
        relevant = self._knowledge.names
        if not any(name in relevant for name in methods):
            return
        for info, is_class in self._receivers(node, scope):
            if is_class:
                continue
            for name in methods:
                holder = _iterator_of(info) if name == "__next__" else info
                key = self.member(holder, name)
                if key is not None:
                    yield from self._run(key, "call", None)
                    yield from self._run(key, "iterate", None)

    def _contains(self, node: Expression, scope: Scope) -> Iterator[Reached]:
        """Yield what ``in`` runs: ``__contains__``, or iteration where there is none."""
        yield from self._produced(node, "iterate", scope)
        for info, _ in self._receivers(node, scope):
            if self.member(info, "__contains__") is None:
                yield from self._special(node, ("__iter__", "__next__"), scope)
                return
        yield from self._special(node, ("__contains__",), scope)

    def _closed(self, node: Expression, scope: Scope) -> Iterator[Reached]:
        """Yield the ``close`` that leaving ``with closing(...)`` calls."""
        if (
            isinstance(node, CallExpr)
            and isinstance(node.callee, RefExpr)
            and node.callee.fullname == names.CLOSING
            and node.args
        ):
            for info, _ in self._receivers(node.args[0], scope):
                key = self.member(info, "close")
                if key is not None:
                    yield from self._run(key, "call", None)


def _called_names(callee: Expression) -> tuple[str, ...]:
    """Return the short names of what a call may run, as far as its callee shows."""
    kind = type(callee)
    if kind is MemberExpr and callee.node is None:  # type: ignore[attr-defined]
        name = callee.name  # type: ignore[attr-defined]
        return CONSTRUCTION if name == "__class__" else (name,)
    if kind is NameExpr or kind is MemberExpr:
        node = callee.node  # type: ignore[attr-defined]
        kind = type(node)
        if kind is FuncDef or kind is Decorator or kind is OverloadedFuncDef:
            method = names.PROTOCOL_BUILTINS.get(node.fullname)
            return (node.name,) if method is None else (method,)
        if kind is TypeInfo:
            method = names.PROTOCOL_BUILTINS.get(node.fullname)
            return CONSTRUCTION if method is None else (method,)
    return ("__call__", *CONSTRUCTION)


def is_function(value: Expression) -> bool:
    """Whether an expression may name a function, which says more than its type."""
    return isinstance(value, (RefExpr, LambdaExpr, ConditionalExpr, OpExpr)) or (
        isinstance(value, CallExpr) and (_is_partial(value) or _is_marker_call(value))
    )


def is_bound(fact: Fact, call: CallExpr | None) -> bool:
    """Whether a call of a stubbed function passes its first parameter by the dot."""
    first = fact.signatures[0].parameters[:1]
    if not first or first[0].name not in ("self", "cls"):
        return False
    callee = call.callee if call is not None else None
    receiver = callee.expr if isinstance(callee, MemberExpr) else None
    through_class = isinstance(receiver, RefExpr) and isinstance(receiver.node, TypeInfo)
    return not through_class or first[0].name == "cls"


def _iterator_of(info: TypeInfo) -> TypeInfo:
    """Return the class of what ``__iter__`` returns, on which ``__next__`` is looked up."""
    symbol = info.get("__iter__")
    node = symbol.node if symbol is not None else None
    if isinstance(node, Decorator):
        node = node.func
    signature = get_proper_type(node.type) if isinstance(node, FuncDef) and node.type else None
    result = get_proper_type(getattr(signature, "ret_type", None))
    return result.type if isinstance(result, Instance) else info


def _is_partial(node: CallExpr) -> bool:
    return isinstance(node.callee, RefExpr) and node.callee.fullname in names.PARTIALS


def _is_marker_call(node: CallExpr) -> bool:
    """Whether a call is ``marker(f)`` or ``marker(option=...)(f)``: its value is ``f`` itself."""
    callee = node.callee.callee if isinstance(node.callee, CallExpr) else node.callee
    return isinstance(callee, RefExpr) and callee.fullname in names.MARKERS


def _is_property(node: SymbolNode | None) -> bool:
    if isinstance(node, Decorator):
        return node.func.is_property
    return isinstance(node, OverloadedFuncDef) and node.is_property
