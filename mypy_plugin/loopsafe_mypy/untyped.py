"""Libraries that mypy cannot see: everything in them is `Any`, so names are followed instead.

Where an import leads to no module (``import-untyped``, ``ignore_missing_imports``), but to one that
has an effect stub, the imported name is looked up in the stub: ``from fabric import Connection``.
A constructor call makes an instance of the stubbed class, and from there it goes on by simple
assignment: locals, attributes of ``self``, variables of modules and classes, ``with ... as``,
annotations, and what the stub says of results (`stubbed`).

`Untyped` is asked by `light.LightTypes` where declarations say nothing. A program that imports no
such library has no `Untyped` at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from mypy.nodes import (
    AssignmentStmt,
    CallExpr,
    Expression,
    FuncDef,
    FuncItem,
    Import,
    ImportFrom,
    IndexExpr,
    MemberExpr,
    MypyFile,
    NameExpr,
    RefExpr,
    ReturnStmt,
    SymbolNode,
    TypeInfo,
    Var,
)
from mypy.types import (
    CallableType,
    Instance,
    ProperType,
    Type,
    TypeType,
    UnboundType,
    UnionType,
    get_proper_type,
)

from loopsafe_mypy.control import statements_of
from loopsafe_mypy.definitions import inside
from loopsafe_mypy.index import Function, ModuleIndex
from loopsafe_mypy.infer import Fact
from loopsafe_mypy.knowledge import Knowledge
from loopsafe_mypy.light import LightTypes, says_nothing
from loopsafe_mypy.names import INSTANCE, UNTYPED
from loopsafe_mypy.stubbed import StubbedClasses
from loopsafe_mypy.typer import Types, flatten, union

RETURNED: Final = "()"
"""Follows the full name of a function where what it returns is meant."""
_FOLLOWED: Final = (CallExpr, IndexExpr, MemberExpr, NameExpr)
"""Expressions whose value may be an instance of a library's class."""

MAX_PASSES: Final = 3
"""How often attributes are looked at again because others have become known."""


def imported_names(
    tree: MypyFile, modules: Mapping[str, MypyFile], knowledge: Knowledge
) -> Iterator[Fact]:
    """Yield what a module imports from libraries that have a stub and that mypy cannot see."""
    for node in tree.imports:
        if type(node) is Import:
            for name, alias in node.ids:
                if name not in modules and knowledge.catalogue.is_stubbed(name):
                    local = alias or name.partition(".")[0]
                    yield _fact(tree.fullname, local, name if alias else local)
        elif type(node) is ImportFrom and not node.relative:
            if not knowledge.catalogue.is_stubbed(node.id) or _is_seen(node.id, modules):
                continue
            for name, alias in node.names:
                local, written = alias or name, f"{node.id}.{name}"
                if written in modules or not _is_missing(tree, local, node.id, modules):
                    continue
                if knowledge.catalogue.find(written) or knowledge.catalogue.below(written):
                    yield _fact(tree.fullname, local, written)


def _is_seen(module: str, modules: Mapping[str, MypyFile]) -> bool:
    """Whether mypy sees a module. Of a namespace package it may see some modules only."""
    found = modules.get(module)
    return found is not None and found.path.endswith((".py", ".pyi"))


def _is_missing(tree: MypyFile, local: str, module: str, modules: Mapping[str, MypyFile]) -> bool:
    symbol = tree.names.get(local)
    if symbol is not None and type(symbol.node) is Var and symbol.node.is_suppressed_import:
        return True
    return module not in modules


def _fact(module: str, variable: str, meaning: str) -> Fact:
    return Fact(f"{module}.{variable}{UNTYPED}", module, meaning)


class Untyped:
    """What the values of libraries without types are."""

    def __init__(self, knowledge: Knowledge, modules: Mapping[str, MypyFile]) -> None:
        """Know what ``knowledge.untyped`` says, also what it will say later.

        Args:
            knowledge: What is known of functions and variables.
            modules: All modules, for built-in classes.
        """
        self._knowledge = knowledge
        self._catalogue = knowledge.catalogue
        self._modules = modules
        self.classes = StubbedClasses(knowledge.catalogue, modules)
        self._open: dict[TypeInfo, bool] = {}
        """The classes of the module at hand, and whether mypy leaves some attribute open."""

    def note_variables(
        self, index: ModuleIndex, light_types: Callable[[Function], LightTypes]
    ) -> None:
        """Note the attributes and the module's variables that hold instances."""
        self._open.clear()
        module = index.tree.fullname
        for statement, prefix in inside(index.tree.defs, module):
            if type(statement) is AssignmentStmt:
                types = LightTypes(None, {}, self._modules, beyond=self)
                for target in statement.lvalues:
                    if type(target) is NameExpr:
                        variable = f"{prefix}.{target.name}"
                        annotation = statement.unanalyzed_type
                        self._note(variable, annotation, statement.rvalue, module, types)
        for _ in range(MAX_PASSES):
            before = len(self._knowledge.untyped)
            for function in index.functions:
                self._note_values(function, module, light_types)
            if len(self._knowledge.untyped) == before:
                break
            for function in index.functions:
                function.light = None
        for function in index.functions:
            function.light = None

    def is_used_in(self, index: ModuleIndex) -> bool:
        """Whether a module names something of ours, and has a function whose thread is known."""
        names = self._knowledge.of_module(index.tree.fullname)
        return any(function.category is not None for function in index.functions) and any(
            fact.key.endswith(UNTYPED) for fact in names
        )

    def named(self, expression: Expression, module: str) -> str | None:
        """Return the full name of the class or function in a stub that an expression names."""
        meaning = self._meaning(expression, module)
        return self._catalogue.find(meaning) if meaning is not None else None

    def type_of(self, expression: Expression, types: LightTypes) -> ProperType | None:
        """Return the type of an expression that no declaration gives a type."""
        if type(expression) is CallExpr:
            return self._returned(expression.callee, types)
        if type(expression) is not NameExpr and type(expression) is not MemberExpr:
            return None
        module = module_of(types)
        meaning = self._meaning(expression, module)
        named = self._catalogue.find(meaning) if meaning is not None else None
        if named is not None:
            return self.classes.value_of(named)
        if meaning is not None:  # a module, which is worth a look
            return TypeType(Instance(self.classes.info(meaning), []))
        if isinstance(expression, NameExpr):
            node = expression.node
            return self._variable(node, types, module) if type(node) is Var else None
        if type(expression.node) is Var:
            return self._held(expression.node.fullname)
        if expression.name not in self._knowledge.held:
            return None
        receiver = types.type_of(expression.expr)
        found: list[ProperType | None] = []
        for part in flatten(receiver) if receiver is not None else ():
            instance = part.item if type(part) is TypeType else part
            if type(instance) is Instance:
                names = (f"{base.fullname}.{expression.name}" for base in instance.type.mro)
                found += [self._held(name) for name in names]
        return union(found)

    def _meaning(self, expression: Expression, module: str) -> str | None:
        """Return the dotted path in a library without types that an expression spells."""
        if type(expression) is MemberExpr:
            base = self._meaning(expression.expr, module)
            return f"{base}.{expression.name}" if base is not None else None
        node = expression.node if type(expression) is NameExpr else None
        if type(node) is not Var or not node.is_suppressed_import:
            return None
        # The name of what a function imports has no module in it.
        key = node.fullname if "." in node.fullname else f"{module}.{node.fullname}"
        meaning = self._knowledge.untyped.get(key)
        return None if meaning is None or meaning.startswith(INSTANCE) else meaning

    def _held(self, variable: str) -> ProperType | None:
        meaning = self._knowledge.untyped.get(variable)
        if meaning is None or not meaning.startswith(INSTANCE):
            return None
        found = self._catalogue.find(meaning.removeprefix(INSTANCE))
        return Instance(self.classes.info(found), []) if found is not None else None

    def _variable(self, node: Var, types: LightTypes, module: str) -> ProperType | None:
        held = self._held(node.fullname)
        if held is not None:
            return held
        scope: LightTypes | None = types
        while scope is not None:
            if node in scope.parameters and isinstance(scope.function, FuncItem):
                return self._annotated(_annotation(scope.function, node), module)
            if node in scope.bindings:
                return self._ours(scope.bound(node))
            scope = scope.outer
        return None

    def _ours(self, found: ProperType | None) -> ProperType | None:
        """Return the part of a type that mypy cannot know; the rest it knows better."""
        parts = flatten(found) if found is not None else ()
        return union([part for part in parts if self.classes.has(part)])

    def _returned(self, callee: Expression, types: LightTypes) -> ProperType | None:
        """Return the instance that a function of the program returns."""
        if isinstance(callee, RefExpr) and callee.node is not None:
            return self._held(callee.node.fullname + RETURNED)
        if type(callee) is not MemberExpr or (callee.name + RETURNED not in self._knowledge.held):
            return None
        receiver = types.type_of(callee.expr)
        found: list[ProperType | None] = []
        for part in flatten(receiver) if receiver is not None else ():
            instance = part.item if type(part) is TypeType else part
            symbol = instance.type.get(callee.name) if type(instance) is Instance else None
            if symbol is not None and symbol.node is not None:
                found.append(self._held(symbol.node.fullname + RETURNED))
        return union(found)

    def _annotated(self, annotation: Type | None, module: str) -> ProperType | None:
        """Return the instances that an annotation, as it is written, names."""
        found: list[ProperType | None] = []
        for name in _names(annotation):
            first, dot, rest = name.partition(".")
            meaning = self._knowledge.untyped.get(f"{module}.{first}")
            if meaning is not None and not meaning.startswith(INSTANCE):
                named = self._catalogue.find(meaning + dot + rest)
                if named is not None and self.classes.is_class(named):
                    found.append(Instance(self.classes.info(named), []))
        return union(found)

    def _note(
        self,
        variable: str,
        annotation: Type | None,
        value: Expression | None,
        module: str,
        types: LightTypes | None,
    ) -> None:
        """Note what a variable is given (or a function returns), if it is an instance of ours."""
        found = self._annotated(annotation, module)
        if (
            found is None
            and types
            and isinstance(value, (CallExpr, IndexExpr, NameExpr, MemberExpr))
        ):
            found = types.type_of(value)
        for part in flatten(found) if found is not None else ():
            if type(part) is Instance and self.classes.has(part):
                key = variable + UNTYPED
                if key not in self._knowledge.facts and self.classes.matters(part.type.fullname):
                    self._knowledge.add(Fact(key, module, INSTANCE + part.type.fullname))
                return

    def _note_values(
        self, function: Function, module: str, light_types: Callable[[Function], LightTypes]
    ) -> None:
        """Note what a function returns, and what it gives the attributes of its object."""
        node = function.node
        if type(node) is not FuncDef:
            return
        written = node.unanalyzed_type
        annotation = written.ret_type if type(written) is CallableType else None
        returned = node.fullname + RETURNED
        if annotation is not None:
            self._note(returned, annotation, None, module, None)
        found = node.type.ret_type if type(node.type) is CallableType else None
        returns = says_nothing(get_proper_type(found)) and not (
            node.is_coroutine or node.is_generator
        )
        first = None
        if node.info and node.arguments and any(map(self._has_open, node.info.mro)):
            first = node.arguments[0].variable
        if first is None and not returns:
            return
        for statement in statements_of(node.body.body):
            if type(statement) is ReturnStmt:
                if returns:
                    self._note(returned, None, statement.expr, module, light_types(function))
            elif type(statement) is AssignmentStmt and first is not None:
                for target in statement.lvalues:
                    if (
                        type(target) is MemberExpr
                        and type(target.expr) is NameExpr
                        and target.expr.node is first
                        and _is_open(node.info, target.name)
                    ):
                        name = f"{node.info.fullname}.{target.name}"
                        annotation = statement.unanalyzed_type
                        value, types = statement.rvalue, light_types(function)
                        self._note(name, annotation, value, module, types)

    def _has_open(self, info: TypeInfo) -> bool:
        """Whether mypy has not found what some attribute of a class holds."""
        if info not in self._open:
            symbols = info.names.values()
            self._open[info] = any(_leaves_open(symbol.node) for symbol in symbols)
        return self._open[info]


class FilledTypes:
    """The types that mypy found; where these are `Any`, what is known of untyped libraries."""

    def __init__(self, checked: Types, light: LightTypes) -> None:
        """Take mypy's types of a function's expressions, and those by declaration."""
        self._checked = checked
        self._light = light

    def type_of(self, expression: Expression) -> ProperType | None:
        """Return the type of an expression, or ``None`` if it is not known."""
        found = self._checked.type_of(expression)
        if says_nothing(found):
            return self._light.type_of(expression) or found
        return found

    def reachable(self, expression: Expression) -> bool:
        """Return whether mypy came by the expression."""
        return self._checked.reachable(expression)


def _is_open(info: TypeInfo, attribute: str) -> bool:
    """Whether mypy has not found what an attribute holds."""
    symbol = info.get(attribute)
    return symbol is None or _leaves_open(symbol.node)


def _leaves_open(node: SymbolNode | None) -> bool:
    return type(node) is Var and says_nothing(get_proper_type(node.type))


def module_of(types: LightTypes) -> str:
    """Return the module of the function whose expressions have these types."""
    while types.outer is not None:
        types = types.outer
    function = types.function
    if type(function) is not FuncDef:
        return ""
    return function.info.module_name if function.info else function.fullname.rpartition(".")[0]


def _annotation(function: FuncItem, node: Var) -> Type | None:
    """Return the annotation of a parameter as it is written."""
    written = function.unanalyzed_type
    if type(written) is CallableType:
        for argument, annotation in zip(function.arguments, written.arg_types, strict=False):
            if argument.variable is node:
                return annotation
    return None


def _names(annotation: Type | None) -> Iterable[str]:
    """Yield the names in an annotation: also in a union, in ``Optional`` and in ``Annotated``."""
    stack = [annotation]
    while stack:
        current = stack.pop()
        if type(current) is UnionType:
            stack += current.items
        elif type(current) is UnboundType:
            outer = current.name.rpartition(".")[2]
            if outer in ("Optional", "Union", "Final", "ClassVar"):
                stack += current.args
            elif outer == "Annotated":
                stack += current.args[:1]
            else:
                yield current.name
