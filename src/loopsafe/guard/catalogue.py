"""From the effect stubs' names to the objects of this interpreter.

Owns the one list of what is watched, which is the effect stubs that the mypy plugin reads, too; and
the few names that live elsewhere at run time than typeshed says. Stubs are read when their module
has been imported: what is not loaded cannot be called.
"""

from __future__ import annotations

import enum
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import BuiltinFunctionType, FunctionType, MethodDescriptorType, ModuleType
from types import WrapperDescriptorType as SlotType
from typing import Any, Final, NamedTuple

from loopsafe._effects import Effect
from loopsafe.guard.conditions import condition_of
from loopsafe.guard.operations import Operation, defaults_of, from_declaration
from loopsafe_stubs import BUNDLED, Catalogue, Declaration, StubError, Target


class Kind(enum.Enum):
    """What a watched name is bound to."""

    PYTHON = "python"
    """A function with code: it is watched where it begins to run."""
    NATIVE = "native"
    """A function or method of C: it is watched by taking its place."""


class Watched(NamedTuple):
    """An object of this interpreter that an effect stub describes."""

    fullname: str
    owner: Any
    """The module or class that has it."""
    name: str
    value: Any
    """The function, or the C object."""
    operation: Operation
    kind: Kind


NOT_CALLED: Final = frozenset({"__init__", "__new__", "__iter__", "__exit__", "__del__", "close"})
"""Methods of C types that are left alone: construction has its audit event, iterating begins with
``__next__``, and to stop a file from being closed would leave it open (and the interpreter closes
what is garbage, too)."""


def _scandir_iterator() -> type:
    with os.scandir(os.path.dirname(__file__)) as entries:  # noqa: PTH120  (no pathlib needed)
        return type(entries)


def _poll() -> Any:
    import select  # noqa: PLC0415  (it is loaded: its stub is being read)

    return type(select.poll()) if hasattr(select, "poll") else None


LIVES_ELSEWHERE: Final[dict[str, Callable[[], Any]]] = {
    "os._ScandirIterator": _scandir_iterator,
    "select.poll": _poll,
}


class Watchlist:
    """What the effect stubs say, for the modules that are loaded."""

    def __init__(self, roots: Iterable[Path]) -> None:
        target = Target(sys.version_info[:2], sys.platform)
        self._catalogue = Catalogue([*roots, *BUNDLED], target)
        self.names = frozenset(self._catalogue.modules())

    def __contains__(self, module: str) -> bool:
        return module in self.names

    def problems(self) -> list[StubError]:
        """Return the stubs that could not be read, among those that were needed so far."""
        return self._catalogue.problems

    def loaded(self) -> list[str]:
        """Return the modules that are loaded and have a stub."""
        return sorted(self.names.intersection(sys.modules))

    def operation(self, fullname: str) -> Operation | None:
        """Return the operation of a name as an effect stub spells it, if it is no harmless one."""
        stub = None
        module = fullname
        while stub is None and "." in module:
            module = module.rpartition(".")[0]
            stub = self._catalogue.module(module)
        declaration = stub.declarations.get(fullname) if stub is not None else None
        if declaration is None or stub is None:
            return None
        return _operation(declaration, method=fullname.rpartition(".")[0] in stub.classes)

    def watched(self, module: str) -> Iterator[Watched]:
        """Yield the objects of a loaded module that its stub describes."""
        loaded = sys.modules.get(module)
        stub = self._catalogue.module(module)
        if not isinstance(loaded, ModuleType) or stub is None:
            return
        for fullname, declaration in stub.declarations.items():
            if declaration.is_property:
                continue
            owner_name, _, name = fullname.rpartition(".")
            operation = _operation(declaration, method=owner_name in stub.classes)
            if operation is None:
                continue
            owner = _owner(loaded, owner_name.removeprefix(module).lstrip("."), owner_name)
            if owner is None:
                continue
            for place in _implementations(owner, name, operation):
                found = _classify(place, name)
                if found is not None:
                    value, kind = found
                    if kind is Kind.PYTHON and operation.overloads:
                        operation = operation._replace(defaults=defaults_of(value))
                    yield Watched(fullname, place, name, value, operation, kind)


def _operation(declaration: Declaration, *, method: bool) -> Operation | None:
    signature = next((item for item in declaration.signatures if item.kind), None)
    ready = condition_of(declaration.fullname, signature.kind if signature else None)
    return from_declaration(declaration, method=method, ready=ready)


def _owner(module: ModuleType, path: str, fullname: str) -> Any:
    if fullname in LIVES_ELSEWHERE:
        return LIVES_ELSEWHERE[fullname]()
    owner: Any = module
    for part in path.split(".") if path else ():
        owner = getattr(owner, part, None)
    return owner if isinstance(owner, (type, ModuleType)) else None


def _implementations(owner: Any, name: str, operation: Operation) -> Iterator[Any]:
    """Yield a class, and where it is an interface of asyncio's the classes that implement it."""
    yield owner
    if not isinstance(owner, type) or operation.effect is not Effect.LOOP_ONLY:
        return
    pending: list[type] = list(type.__subclasses__(owner))
    while pending:
        found = pending.pop()
        if found.__module__.startswith(("asyncio.", "_asyncio")):
            pending += type.__subclasses__(found)
            if name in vars(found):
                yield found


def _classify(owner: Any, name: str) -> tuple[Any, Kind] | None:
    value = vars(owner).get(name)
    if isinstance(value, (staticmethod, classmethod)):
        value = value.__func__
    if value is None and isinstance(owner, type):
        # Inherited. What Python code a base class has belongs to others, too.
        value = getattr(owner, name, None)
        if isinstance(value, FunctionType):
            return None
    if isinstance(value, FunctionType):
        return value, Kind.PYTHON
    if isinstance(value, BuiltinFunctionType) and not isinstance(owner, type):
        return value, Kind.NATIVE
    if isinstance(value, (MethodDescriptorType, SlotType)) and isinstance(owner, type):
        in_file = owner.__module__ == "_io" or name != "close"
        if name in NOT_CALLED and (name != "close" or in_file):
            return None
        return value, Kind.NATIVE
    return None
