"""Classes and functions of our own, as mypy would have them, for those that only a stub declares.

The type of a value of a library that mypy cannot see has to be made of something: here a stubbed
class becomes a `TypeInfo`, with its methods, properties, attributes and bases, and with what the
stub says of results. So all that follows types can follow these; mypy never gets to see them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from mypy.nodes import (
    ARG_POS,
    ARG_STAR,
    ARG_STAR2,
    MDEF,
    Block,
    ClassDef,
    Decorator,
    FuncDef,
    MypyFile,
    SymbolTable,
    SymbolTableNode,
    TypeInfo,
    Var,
)
from mypy.types import (
    AnyType,
    CallableType,
    FunctionLike,
    Instance,
    LiteralType,
    Overloaded,
    ProperType,
    TypeOfAny,
    TypeType,
    get_proper_type,
)

from loopsafe_stubs import Catalogue, Declaration, StubModule, chosen_by

_ANY: Final = AnyType(TypeOfAny.special_form)


class StubbedClasses:
    """What stubs declare, as types."""

    def __init__(self, catalogue: Catalogue, modules: Mapping[str, MypyFile]) -> None:
        """Make no class yet.

        Args:
            catalogue: The effect stubs.
            modules: All modules, for built-in classes.
        """
        self._catalogue = catalogue
        self._modules = modules
        self._infos: dict[str, TypeInfo] = {}
        self._matters: dict[str, bool] = {}

    def is_class(self, fullname: str) -> bool:
        """Whether a full name in a stub is that of a class."""
        stub = self._stub(fullname)
        return stub is not None and fullname in stub.classes

    def matters(self, fullname: str) -> bool:
        """Whether anything that is done with instances of a stubbed class may have an effect.

        With what their methods return, too: it does for a session whose query waits, and not for
        the many classes that stubs name for completeness, whose instances need no following.
        """
        known = self._matters.get(fullname)
        if known is not None:
            return known
        seen, open_ = {fullname}, [fullname]
        found = False
        while open_ and not found:
            stub = self._stub(name := open_.pop())
            if stub is None:
                continue
            prefix = f"{name}."
            found = any(
                item.startswith(prefix) and _has_effect(declaration)
                for item, declaration in stub.declarations.items()
            )
            further = [*self._bases(stub, name)]
            for item, written in stub.results.items():
                result = self._catalogue.find(written) if item.startswith(prefix) else None
                if result is not None and self.is_class(result):
                    further.append(result)
            open_ += [item for item in further if item not in seen]
            seen.update(further)
        self._matters[fullname] = found
        return found

    def info(self, fullname: str) -> TypeInfo:
        """Return a class of ours that stands for a stubbed one."""
        known = self._infos.get(fullname)
        if known is not None:
            return known
        module = self._catalogue.module_of(fullname) or ""
        definition = ClassDef(fullname.rpartition(".")[2], Block([]))
        info = TypeInfo(SymbolTable(), definition, module)
        info._fullname = definition.fullname = fullname  # noqa: SLF001  (as mypy's own plugins do)
        self._infos[fullname] = info
        stub = self._catalogue.module(module)
        bases = [self.info(base) for base in self._bases(stub, fullname)]
        info.mro = [info]
        for base in bases:
            info.mro += [item for item in base.mro if item not in info.mro]
        info.bases = [Instance(base, []) for base in bases]
        if stub is not None:
            self._fill(info, stub)
        if info.get("__enter__") is None:
            self._define(info, "__enter__", Instance(info, []))
        return info

    def _bases(self, stub: StubModule | None, fullname: str) -> Iterator[str]:
        for base in stub.bases.get(fullname, ()) if stub is not None else ():
            found = self._catalogue.find(base)
            if found is not None and found != fullname and self.is_class(found):
                yield found

    def _fill(self, info: TypeInfo, stub: StubModule) -> None:
        prefix = f"{info.fullname}."
        for name, declaration in stub.declarations.items():
            short = name.removeprefix(prefix)
            if name.startswith(prefix) and "." not in short:
                result = self._result(stub, name)
                if result is None and short == "__enter__":
                    result = Instance(info, [])  # as nearly all do
                self._define(info, short, result, is_property=declaration.is_property)
        for name in stub.results:
            short = name.removeprefix(prefix)
            is_own = name.startswith(prefix) and short.isidentifier()
            if is_own and name not in stub.declarations:
                variable = Var(short, self._result(stub, name) or _ANY)
                variable.info = info
                variable._fullname = name  # noqa: SLF001  (likewise)
                info.names[short] = SymbolTableNode(MDEF, variable)

    def _define(
        self, info: TypeInfo, name: str, result: ProperType | None, *, is_property: bool = False
    ) -> None:
        function = self._function(f"{info.fullname}.{name}", result)
        if function is None:
            return
        function.info = info
        if not is_property:
            info.names[name] = SymbolTableNode(MDEF, function)
            return
        function.is_property = True
        variable = Var(name)
        variable.info = info
        info.names[name] = SymbolTableNode(MDEF, Decorator(function, [], variable))

    def _function(self, fullname: str, result: ProperType | None) -> FuncDef | None:
        fallback, text = self._built_in("function"), self._built_in("str")
        if fallback is None or text is None:
            return None
        signature: FunctionLike = CallableType(
            [_ANY, _ANY], [ARG_STAR, ARG_STAR2], [None, None], result or _ANY, fallback
        )
        chosen = [
            CallableType(
                [LiteralType(value, text), _ANY, _ANY],
                [ARG_POS, ARG_STAR, ARG_STAR2],
                [name, None, None],
                made,
                fallback,
            )
            for name, value, made in self._by_literal(fullname)
        ]
        if chosen and type(signature) is CallableType:
            signature = Overloaded([*chosen, signature])
        function = FuncDef(fullname.rpartition(".")[2], [], Block([]), signature)
        function._fullname = fullname  # noqa: SLF001  (likewise)
        return function

    def _built_in(self, name: str) -> Instance | None:
        builtins = self._modules.get("builtins")
        symbol = builtins.names.get(name) if builtins is not None else None
        if symbol is None or not isinstance(symbol.node, TypeInfo):
            return None
        return Instance(symbol.node, [])

    def _by_literal(self, fullname: str) -> Iterator[tuple[str, str, ProperType]]:
        """Yield what overloads return: the first parameter's name, its value, and the class."""
        stub = self._stub(fullname)
        declaration = stub.declarations.get(fullname) if stub is not None else None
        if stub is None or declaration is None or len(declaration.signatures) == 1:
            return
        for signature in declaration.signatures:
            for parameter in [item for item in signature.parameters if item.name != "self"][:1]:
                for value in parameter.literals or ():
                    made = self._result(stub, chosen_by(fullname, value))
                    if made is not None and isinstance(value, str):
                        yield parameter.name, value, made

    def _result(self, stub: StubModule, name: str) -> ProperType | None:
        """Return the instance that a function returns, or an attribute holds."""
        written = stub.results.get(name)
        found = self._catalogue.find(written) if written is not None else None
        if found is None or not self.is_class(found):
            return None
        return Instance(self.info(found), [])

    def value_of(self, fullname: str) -> ProperType | None:
        """Return the type of what a stub declares under a full name: a class, or a function."""
        if self.is_class(fullname):
            return TypeType(Instance(self.info(fullname), []))
        stub = self._stub(fullname)
        function = self._function(fullname, self._result(stub, fullname)) if stub else None
        found = function.type if function is not None else None
        return get_proper_type(found) if found is not None else None

    def _stub(self, fullname: str) -> StubModule | None:
        module = self._catalogue.module_of(fullname)
        return self._catalogue.module(module) if module is not None else None

    def has(self, part: ProperType) -> bool:
        """Whether a type is one of ours: an instance, or a class."""
        instance = part.item if type(part) is TypeType else part
        if type(instance) is not Instance:
            return False
        return self._infos.get(instance.type.fullname) is instance.type


def _has_effect(declaration: Declaration) -> bool:
    """Whether calling a function may have an effect, or hand something to a thread."""
    return any(
        signature.category is not None
        or signature.decorates is not None
        or any(
            item.form is not None or item.plain_form is not None for item in signature.parameters
        )
        for signature in declaration.signatures
    )
