"""From the effect stubs' names to the objects of this interpreter.

Owns the one list of what is watched, which is the effect stubs that the mypy plugin reads, too; and
the few names that live elsewhere at run time than typeshed says. Stubs are read when their module
has been imported: what is not loaded cannot be called.
"""

from __future__ import annotations

import enum
import inspect
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
from loopsafe_stubs import Catalogue, Declaration, Mode, StubError, Target


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
    operation: Operation | None
    """``None``: it is known to be harmless, of this class. Others may share the function."""
    kind: Kind

    @property
    def receiver(self) -> type | None:
        """The class of the first argument, if it is a method."""
        if not isinstance(self.owner, type):
            return None
        return None if isinstance(_attribute(self.owner, self.name), staticmethod) else self.owner


NOT_CALLED: Final = frozenset({"__init__", "__new__", "__iter__", "__del__"})
"""Methods of C types that are left alone: construction has its audit event, and iterating begins
with ``__next__``."""
ENDS: Final = frozenset({"__exit__", "close"})
"""Likewise of files: to stop one from being closed would leave it open (and the interpreter closes
what is garbage, too)."""


HELD_BRIEFLY: Final = frozenset(
    {
        *(f"_thread.{owner}.acquire" for owner in ("lock", "LockType", "RLock")),
        *(f"_thread.{owner}.acquire_lock" for owner in ("lock", "LockType")),
        *(f"_thread.{owner}.__enter__" for owner in ("lock", "LockType", "RLock")),
        *("threading._RLock.acquire", "threading.Condition.acquire"),
        "threading.Condition.__enter__",
    }
)
"""Locks, which libraries of the standard library have for themselves. Those of its functions that
wait for more than that have stubs of their own."""


def _scandir_iterator() -> type:
    with os.scandir(os.path.dirname(__file__)) as entries:  # noqa: PTH120  (no pathlib needed)
        return type(entries)


def _poll() -> Any:
    import select  # noqa: PLC0415  (it is loaded: its stub is being read)

    return type(select.poll()) if hasattr(select, "poll") else None


def _process_lock() -> Any:
    return getattr(sys.modules.get("_multiprocessing"), "SemLock", None)


LIVES_ELSEWHERE: Final[dict[str, Callable[[], Any]]] = {
    "os._ScandirIterator": _scandir_iterator,
    "select.poll": _poll,
    "multiprocessing.synchronize.SemLock.acquire": _process_lock,  # Each lock has it as attribute.
}
"""Owners, and single methods, by the names that the effect stubs give them."""


class Watchlist:
    """What the effect stubs say, for the modules that are loaded."""

    def __init__(self, stub_paths: Iterable[Path]) -> None:
        target = Target(sys.version_info[:2], sys.platform)
        self._catalogue = Catalogue.of_project(stub_paths, target)
        # A mistake in a project's own stubs is told at once, not when the module is imported.
        self._catalogue.load_users()
        self.names: frozenset[str] = frozenset(self._catalogue.modules())

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
            owner_name, name, accessor = _split(fullname, declaration)
            operation = _operation(declaration, method=owner_name in stub.classes)
            known = fullname if fullname in LIVES_ELSEWHERE else owner_name
            owner = _owner(loaded, owner_name.removeprefix(module).lstrip("."), known)
            if owner is None or (operation is None and name in vars(owner)):
                continue
            for place in _implementations(owner, name, operation):
                found = _classify(place, name, accessor, declaration.mode)
                if found is None or (operation is None and found[1] is Kind.NATIVE):
                    continue
                value, kind = found
                if operation is not None and kind is Kind.PYTHON and operation.overloads:
                    operation = operation._replace(defaults=defaults_of(value))
                yield Watched(fullname, place, name, value, operation, kind)


def _operation(declaration: Declaration, *, method: bool) -> Operation | None:
    signature = next((item for item in declaration.signatures if item.kind), None)
    ready = condition_of(declaration.fullname, signature.kind if signature else None)
    operation = from_declaration(declaration, method=method, ready=ready)
    if operation is None or declaration.fullname not in HELD_BRIEFLY:
        return operation
    return operation._replace(program_only=True)


def _split(fullname: str, declaration: Declaration) -> tuple[str, str, str]:
    """Return the names of the owner and the attribute, and which function of a property it is."""
    owner, _, name = fullname.rpartition(".")
    if not declaration.is_property:
        return owner, name, ""
    if name in {"setter", "deleter"}:
        owner, _, attribute = owner.rpartition(".")
        return owner, attribute, "fset" if name == "setter" else "fdel"
    return owner, name, "fget"


def _owner(module: ModuleType, path: str, fullname: str) -> Any:
    if fullname in LIVES_ELSEWHERE:
        return LIVES_ELSEWHERE[fullname]()
    owner: Any = module
    for part in path.split(".") if path else ():
        owner = getattr(owner, part, None)
    return owner if isinstance(owner, (type, ModuleType)) else None


def _implementations(owner: Any, name: str, operation: Operation | None) -> Iterator[Any]:
    """Yield a class, and where it is an interface of asyncio's the classes that implement it."""
    yield owner
    if not isinstance(owner, type) or operation is None:
        return
    if operation.effect is not Effect.LOOP_ONLY:
        return
    pending: list[type] = list(type.__subclasses__(owner))
    while pending:
        found = pending.pop()
        if found.__module__.startswith(("asyncio.", "_asyncio")):
            pending += type.__subclasses__(found)
            if name in vars(found):
                yield found


def _classify(owner: Any, name: str, accessor: str, mode: Mode) -> tuple[Any, Kind] | None:
    """Return the object to watch, and what it is; ``None`` if it cannot be watched."""
    value = _attribute(owner, name)
    if isinstance(value, (staticmethod, classmethod)):
        value = value.__func__
    if accessor:
        # A cached property has one function, and no other accessor.
        value = getattr(value, "func" if hasattr(value, "func") else accessor, None)
    body = body_of(value)
    if body is not None:
        return (body, Kind.PYTHON) if _runs_as(body, mode) else None
    if mode != "call":
        return None  # The call makes an object of C, and what is done with that is not seen.
    if isinstance(value, BuiltinFunctionType) and not isinstance(owner, type):
        return value, Kind.NATIVE
    if isinstance(value, (MethodDescriptorType, SlotType)) and isinstance(owner, type):
        alone = NOT_CALLED | ENDS if owner.__module__ == "_io" else NOT_CALLED
        return None if name in alone else (value, Kind.NATIVE)
    return None


def _attribute(owner: Any, name: str) -> Any:
    """Return an attribute as it is stored, in a class or in one that it inherits from."""
    for place in owner.__mro__ if isinstance(owner, type) else (owner,):
        if name in vars(place):
            return vars(place)[name]
    return None


def body_of(value: object) -> FunctionType | None:
    """Return the function whose body runs in the end, behind wrappers that say what they wrap.

    A decorator's wrappers all share one code object, and so do functions under
    ``@contextmanager``: to watch that would be to watch every function with the same decorator.
    """
    seen: set[int] = set()
    while value is not None and id(value) not in seen:
        seen.add(id(value))
        wrapped = getattr(value, "__dict__", {}).get("__wrapped__")
        if wrapped is None:
            break
        value = wrapped
    return value if isinstance(value, FunctionType) else None


def _runs_as(function: FunctionType, mode: Mode) -> bool:
    """Whether a function's body runs when the stub says that its effect comes about.

    The body of a generator function begins to run when somebody iterates, or enters.
    """
    flags = function.__code__.co_flags
    if flags & (inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR):
        return False
    return mode == "call" or bool(flags & inspect.CO_GENERATOR)
