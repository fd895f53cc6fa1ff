"""Which functions run when the value of an expression is called.

Follows imports and aliases, methods, classes and instances, ``partial``, conditional expressions,
local functions and lambdas, parameters, and locals that were bound to any of them. What functions
return and containers hold is `values`' part.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from mypy.nodes import (
    CallExpr,
    ConditionalExpr,
    Decorator,
    Expression,
    FuncDef,
    IndexExpr,
    LambdaExpr,
    MemberExpr,
    MypyFile,
    OpExpr,
    OverloadedFuncDef,
    RefExpr,
    SuperExpr,
    SymbolNode,
    TypeAlias,
    TypeInfo,
    Var,
)
from mypy.types import CallableType, Instance, Overloaded, TypeType, get_proper_type

from loopsafe_mypy import names
from loopsafe_mypy.body import ASSIGNED, ITEM_OF, UNPACKED
from loopsafe_mypy.forms import form_of
from loopsafe_mypy.index import Function
from loopsafe_mypy.infer import Fact, declared_effects
from loopsafe_mypy.knowledge import Knowledge
from loopsafe_mypy.members import Members, Scope, is_property
from loopsafe_mypy.typer import flatten
from loopsafe_mypy.untyped import Untyped
from loopsafe_mypy.uses import ITEM, RESULT, Use
from loopsafe_mypy.values import (
    container_of,
    is_function,
    item_key,
    named_attribute,
    own_items,
    same_value,
    transparent,
)
from loopsafe_mypy.walk import Walked

MAX_FOLLOWED = 20
"""How many local names are followed from one to the next."""

Frame = tuple[str, "CallExpr | Fact"]
"""A function, and the call that gives its arguments (or, of a decorator, what it decorates)."""


class Target(NamedTuple):
    """What may run: a function by full name, or a parameter by the key of its use."""

    key: str
    frames: tuple[Frame, ...] = ()
    """Calls that have filled in parameters before: ``retry(3)`` in ``retry(3)(load)()``."""


class Callables:
    """Finds the functions behind expressions."""

    def __init__(self, knowledge: Knowledge, locals_: Mapping[Walked, Function]) -> None:
        """Start with nothing looked up.

        Args:
            knowledge: What is known of functions.
            locals_: The local functions and lambdas whose bodies are in memory.
        """
        self._facts = knowledge.facts
        self._locals = locals_
        self.members = Members(knowledge)
        self.untyped: Untyped | None = None
        """Knows libraries that mypy cannot see; most programs use none."""

    def targets(
        self,
        expression: Expression,
        scope: Scope,
        depth: int = 0,
        seen: set[Var] | None = None,
    ) -> Iterator[Target]:
        """Return what runs when the value of an expression is called.

        Args:
            expression: The expression.
            scope: The function it stands in.
            depth: How many names and operators have been followed.
            seen: The local names that have been followed: each is followed once.
        """
        if depth > MAX_FOLLOWED:
            return iter(())
        if self.untyped is not None:
            named = self.untyped.named(expression, scope.function.fact.module)
            if named is not None:
                is_class = self.untyped.classes.is_class(named)
                info = self.untyped.classes.info(named) if is_class else None
                return iter([Target(named)]) if info is None else self._constructed(info)
        return self._targets(expression, scope, depth, set() if seen is None else seen)

    def _targets(
        self, expression: Expression, scope: Scope, depth: int, seen: set[Var]
    ) -> Iterator[Target]:
        if isinstance(expression, RefExpr) and expression.node is not None:
            yield from self._symbol(expression.node, expression, scope, depth, seen)
        elif type(expression) is MemberExpr:
            yield from self._attribute(expression.expr, expression.name, expression, scope)
        elif type(expression) is SuperExpr:
            for base in expression.info.mro[1:] if expression.info is not None else ():
                key = f"{base.fullname}.{expression.name}"
                if expression.name in base.names or key in self._facts:
                    yield Target(key)
                    break
        elif type(expression) is LambdaExpr:
            function = self._locals.get(expression)
            if function is not None:
                yield Target(function.fact.key)
        elif type(expression) is ConditionalExpr:
            yield from self.targets(expression.if_expr, scope, depth + 1, seen)
            yield from self.targets(expression.else_expr, scope, depth + 1, seen)
        elif type(expression) is OpExpr and expression.op in ("and", "or"):
            yield from self.targets(expression.left, scope, depth + 1, seen)
            yield from self.targets(expression.right, scope, depth + 1, seen)
        elif (same := same_value(expression)) is not None:
            yield from self.targets(same, scope, depth + 1, seen)
        elif type(expression) is CallExpr:
            yield from self._returned(expression, scope, depth, seen)
        elif type(expression) is IndexExpr:
            yield from self._indexed(expression, scope, depth, seen)

    def keys(self, expression: Expression, scope: Scope) -> Iterator[str]:
        """Yield the full names of what runs when the value of an expression is called."""
        for target in self.targets(expression, scope):
            yield target.key

    def coroutine_function(self, expression: Expression, scope: Scope) -> bool:
        """Whether an expression is a function that makes a coroutine when it is called."""
        node = expression.node if isinstance(expression, RefExpr) else None
        if node is None and type(expression) is MemberExpr:
            for info, _ in self.members.receivers(expression.expr, scope):
                symbol = info.get(expression.name)
                node = symbol.node if symbol is not None else None
        if type(expression) is CallExpr:
            inside = transparent(expression)
            return inside is not None and self.coroutine_function(inside, scope)
        if type(node) is Decorator:
            node = node.func
        if type(node) is FuncDef:
            return node.is_coroutine
        found = scope.types.type_of(expression) if is_function(expression) else None
        result = get_proper_type(found.ret_type) if type(found) is CallableType else None
        return type(result) is Instance and result.type.fullname == "typing.Coroutine"

    def decorated(self, decorator: Expression, below: Fact, scope: Scope) -> list[Target] | None:
        """Return what runs when a decorated function is called; ``None`` if it is not known.

        Args:
            decorator: The decorator.
            below: What it is given: the function, or the result of the decorators below.
            scope: Where it stands.
        """
        found: list[Target] = []
        for target in self.targets(decorator, scope):
            frames: tuple[Frame, ...] = ((target.key, below), *target.frames)
            key = target.key + RESULT
            if target.key.endswith(".__init__"):
                owner = target.key.removesuffix("__init__")
                key = owner + ("__call__" if owner + "__call__" in self._facts else "__get__")
            if key in self._facts:
                found.append(Target(key, frames))
        return found or None

    def _symbol(
        self,
        node: SymbolNode,
        expression: Expression,
        scope: Scope,
        depth: int,
        seen: set[Var],
    ) -> Iterator[Target]:
        function = node.func if type(node) is Decorator else node
        if isinstance(function, FuncDef):
            local = self._locals.get(function)
            yield Target(local.fact.key if local is not None else function.fullname)
        elif type(node) is OverloadedFuncDef:
            implementation = node.impl.func if isinstance(node.impl, Decorator) else node.impl
            local = self._locals.get(implementation) if implementation is not None else None
            yield Target(local.fact.key if local is not None else node.fullname)
        elif isinstance(node, TypeInfo):
            yield from self._constructed(node)
        elif type(node) is TypeAlias:
            target = get_proper_type(node.target)
            if type(target) is Instance:
                yield from self._constructed(target.type)
        elif type(node) is Var:
            yield from self._variable(node, expression, scope, depth, seen)

    def _constructed(self, info: TypeInfo) -> Iterator[Target]:
        for key in self.members.constructors(info):
            yield Target(key)

    def _variable(
        self, node: Var, expression: Expression, scope: Scope, depth: int, seen: set[Var]
    ) -> Iterator[Target]:
        if node in seen:
            return
        seen.add(node)
        if node.fullname in self._facts and "." in node.fullname:
            yield Target(node.fullname)
            return
        use = parameter(node, scope)
        if use is not None:
            form = next(self._by_type(expression, scope), None)
            yield Target(use.key) if form is None else form
        known = use is not None
        for binding in scope.bindings(node):
            if binding.how == ASSIGNED:
                known = known or is_function(binding.value)
                yield from self.targets(binding.value, scope, depth + 1, seen)
            elif binding.how == ITEM_OF or (binding.how == UNPACKED and binding.of == ITEM_OF):
                yield from self.items(binding.value, scope, depth + 1, seen)
        if not known:
            yield from self._by_type(expression, scope)

    def _by_type(self, expression: Expression, scope: Scope) -> Iterator[Target]:
        """Yield what runs when an instance or a class, known by type only, is called."""
        found = scope.types.type_of(expression)
        for item in flatten(found) if found is not None else ():
            if type(item) is Instance:
                for key in self.members.methods(item.type, "__call__"):
                    yield Target(key)
            elif type(item) is TypeType and type(item.item) is Instance:
                yield from self._constructed(item.item.type)
            elif type(item) is CallableType or type(item) is Overloaded:
                form = form_of(item)
                if form is not None:
                    yield Target(self._slot(form, item, expression))

    def _slot(self, form: str, found: CallableType | Overloaded, expression: Expression) -> str:
        """Return the key of a callable that is known by its type: a marked one, or a slot."""
        first = found.items[0] if type(found) is Overloaded else found
        shown = str(first.name or getattr(expression, "name", "")).partition(" ")[0]
        if not shown:
            return form
        key = f"{form}:{shown}"
        if key not in self._facts:
            category, kind = names.FORM_CATEGORIES[form]
            effects = declared_effects(category, kind, None)
            self._facts[key] = Fact(key, "loopsafe._forms", shown, category, effects=effects)
        return key

    def _attribute(
        self, receiver: Expression, name: str, expression: Expression, scope: Scope
    ) -> Iterator[Target]:
        for info, _ in self.members.receivers(receiver, scope):
            if self.members.member(info, name) is None and self.members.may_hold(info, name):
                yield from self._by_type(expression, scope)
            for key in self.members.methods(info, name):
                symbol = info.get(name)
                node = symbol.node if symbol is not None else None
                if isinstance(node, TypeInfo):
                    yield from self._constructed(node)
                elif (type(node) is Var and key not in self._facts) or is_property(node):
                    yield from self._by_type(expression, scope)
                else:
                    yield Target(key)

    def _returned(
        self, node: CallExpr, scope: Scope, depth: int, seen: set[Var]
    ) -> Iterator[Target]:
        """Yield what runs when the result of a call is called."""
        inside = transparent(node)
        if inside is not None:
            for target in self.targets(inside, scope, depth + 1, seen):
                yield Target(target.key, ((target.key, node), *target.frames))
            return
        attribute = named_attribute(node)
        if attribute is not None:
            receiver, name = attribute
            module = receiver.node if isinstance(receiver, RefExpr) else None
            symbol = module.names.get(name) if isinstance(module, MypyFile) else None
            if symbol is None:
                yield from self._attribute(receiver, name, node, scope)
            elif symbol.node is not None:
                yield from self._symbol(symbol.node, node, scope, depth, seen)
            return
        container = container_of(node)
        known = False
        if container is not None:
            for target in self.items(container, scope, depth + 1, seen):
                known = True
                yield target
        for target in self.targets(node.callee, scope, depth + 1, set(seen)):
            frames: tuple[Frame, ...] = ((target.key, node), *target.frames)
            if target.key + RESULT in self._facts:
                known = True
                yield Target(target.key + RESULT, frames)
            elif target.key.endswith(".__init__"):
                for made in self._by_type(node, scope):
                    known = True
                    yield Target(made.key, frames)
        if not known:
            yield from self._by_type(node, scope)

    def _indexed(
        self, node: IndexExpr, scope: Scope, depth: int, seen: set[Var]
    ) -> Iterator[Target]:
        """Yield what runs when an item is called, or a class with type arguments."""
        if isinstance(node.base, RefExpr) and isinstance(node.base.node, (TypeInfo, TypeAlias)):
            yield from self._symbol(node.base.node, node.base, scope, depth, seen)  # Box[int](...)
            return
        known = False
        for target in self.items(node.base, scope, depth + 1, seen, node.index):
            known = True
            yield target
        if not known:
            yield from self._by_type(node, scope)

    def items(
        self,
        container: Expression,
        scope: Scope,
        depth: int = 0,
        seen: set[Var] | None = None,
        index: Expression | None = None,
    ) -> Iterator[Target]:
        """Yield what runs when an item of a container is called.

        Args:
            container: The container.
            scope: The function it stands in.
            depth: How many names have been followed.
            seen: The local names that have been followed.
            index: Which item, if one of them is asked for.
        """
        if depth > MAX_FOLLOWED:
            return
        seen = set() if seen is None else seen
        inside = container_of(container)
        if inside is not None:
            yield from self.items(inside, scope, depth + 1, seen, index)
            return
        for item in own_items(container, index):
            yield from self.targets(item, scope, depth + 1, seen)
        if isinstance(container, RefExpr) and type(container.node) is Var:
            node = container.node
            if node in seen:
                return
            seen.add(node)
            use = parameter(node, scope)
            if use is not None and use.name.startswith("*"):
                yield Target(use.key)
            for binding in scope.bindings(node):
                if binding.how == ASSIGNED:
                    yield from self.items(binding.value, scope, depth + 1, seen, index)
            yield from self._held(node.fullname, index)
        elif type(container) is MemberExpr:
            for info, _ in self.members.receivers(container.expr, scope):
                key = self.members.member(info, container.name)
                if key is not None:
                    yield from self._held(key, index)

    def _held(self, key: str, index: Expression | None) -> Iterator[Target]:
        exact = item_key(key, index)
        if exact is not None and exact in self._facts:
            yield Target(exact)
        elif key + ITEM in self._facts:
            yield Target(key + ITEM)


def parameter(node: Var, scope: Scope) -> Use | None:
    """Return the use that calling a parameter is, if the variable is one of an unmarked function.

    What a declared function does with its parameters is verified there, and nowhere else.
    """
    function: Function | None = scope.function
    while function is not None:
        found = function.parameters.get(node)
        if found is not None:
            if function.category is not None:
                return None
            return Use("call", function.fact.key, *found)
        function = function.outer
    return None
