"""C functions and methods that raise no audit event: a function of ours takes their place.

For the test level, with one exception. Which ones is for the effect stubs to say. Everything is put
back exactly as it was, classes and their slots included.
"""

from __future__ import annotations

import functools
import sys
import warnings
from collections.abc import Callable
from types import ModuleType
from typing import Any, Final, NamedTuple

from loopsafe.guard.errors import GuardWarning
from loopsafe.guard.operations import Operation
from loopsafe.guard.sensors import audit, replacements
from loopsafe.guard.sensors.types import can_patch, delete_attribute, set_attribute

FOR_STAGING: Final = frozenset({"time.sleep"})
"""The one function without an audit event (before Python 3.13) that no staging system should be
without."""
UNTOUCHED: Final = frozenset(
    {"posix", "nt", "zipimport", "_frozen_importlib", "_frozen_importlib_external"}
    | {"importlib._bootstrap", "importlib._bootstrap_external", "_imp", "marshal", "_io"}
)
"""Modules whose names the import system itself works with."""


class _Patch(NamedTuple):
    owner: Any
    name: str
    original: Any
    replacement: Any
    inherited: bool


class _Function(functools.partial[Any]):
    """Stands for a built-in function, also in a set such as ``os.supports_follow_symlinks``.

    It is no Python function: as an attribute of a class it must not become a method.
    """

    def __eq__(self, other: object) -> bool:
        return other is self or other is self.args[0]

    def __hash__(self) -> int:
        return hash(self.args[0])

    def __reduce__(self) -> str:
        # By name: whoever unpickles it gets what the name means there.
        return str(self.__name__)  # type: ignore[attr-defined]


class _Maker:
    """Stands for a built-in class in its module, and tells when an object of it is made."""

    def __init__(self, original: type, made: Callable[[], None]) -> None:
        self.__wrapped__ = original
        self._made = made

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        self._made()
        return self.__wrapped__(*args, **kwargs)

    def __getattr__(self, name: str) -> Any:
        self._made()  # It has other constructors: fromfd().
        return getattr(self.__wrapped__, name)

    def __instancecheck__(self, candidate: object) -> bool:
        return isinstance(candidate, self.__wrapped__)

    def __eq__(self, other: object) -> bool:
        return other is self or other is self.__wrapped__

    def __hash__(self) -> int:
        return hash(self.__wrapped__)

    def __reduce__(self) -> str:
        return self.__wrapped__.__name__


class Patches:
    """The replacements in force."""

    def __init__(self, only: frozenset[str] | None = None) -> None:
        self._only = only
        self._patches: list[_Patch] = []
        self._seen: set[tuple[int, str]] = set()
        self._functions: dict[int, tuple[Any, _Function | _Maker]] = {}
        self._modules: set[str] = set()
        self._classes = True

    def start(self) -> None:
        """Find out what can be done here."""
        reason = can_patch() if self._only is None else None
        if reason is not None:
            self._classes = False
            warnings.warn(
                f"The guard leaves methods of built-in classes alone: {reason}; reads, writes and "
                "locks are not seen, and the rest is",
                GuardWarning,
                stacklevel=2,
            )

    def add(self, owner: Any, name: str, original: Any, fullname: str, what: Operation) -> None:
        """Take the place of a C function or method, unless an audit event tells of it anyway.

        Args:
            owner: The module or class that has it.
            name: Its name there.
            original: What the name is bound to.
            fullname: The name in the effect stubs.
            what: What a call of it is.
        """
        if fullname in audit.COVERED or (id(owner), name) in self._seen:
            return
        if self._only is not None and fullname not in self._only:
            return
        self._seen.add((id(owner), name))
        if isinstance(owner, ModuleType):
            self._replace_function(owner, name, original, what)
        elif self._classes:
            replacement = replacements.method_for(fullname)(what, original)
            inherited = name not in vars(owner)
            self._remember(owner, name, original, replacement, inherited=inherited)

    def notice_making(self, owner: type, action: Callable[[], None]) -> None:
        """Call ``action`` when an object of a built-in class is about to be made by its name."""
        module, name = sys.modules[owner.__module__], owner.__name__
        if self._only is None and self._classes and vars(module).get(name) is owner:
            self._functions[id(owner)] = (owner, _Maker(owner, action))
            self._remember(module, name, owner, self._functions[id(owner)][1], inherited=False)

    def replace_captured(self) -> None:
        """Replace the functions where other modules have imported them by name."""
        fresh = set(sys.modules) - self._modules if self._modules else None
        for name, module in list(sys.modules.items()):
            if name in UNTOUCHED or (fresh is not None and name not in fresh):
                continue
            self._replace_in(module)
        self._modules = set(sys.modules)

    def stop(self) -> None:
        """Put everything back, the last change first."""
        for patch in reversed(self._patches):
            current = vars(patch.owner).get(patch.name)
            if current is not patch.replacement:
                owner = getattr(patch.owner, "__name__", patch.owner)
                warnings.warn(
                    f'"{owner}.{patch.name}" was replaced by somebody else while the guard was '
                    "installed and is left as it is: uninstall in reverse order",
                    GuardWarning,
                    stacklevel=2,
                )
            elif isinstance(patch.owner, ModuleType):
                setattr(patch.owner, patch.name, patch.original)
            elif patch.inherited:
                delete_attribute(patch.owner, patch.name)
            else:
                set_attribute(patch.owner, patch.name, patch.original)
        self._patches.clear()
        self._seen.clear()
        self._functions.clear()
        self._modules.clear()

    def _replace_function(
        self,
        owner: ModuleType,
        name: str,
        original: Any,
        operation: Operation,
    ) -> None:
        if id(original) not in self._functions:
            replacement = _Function(replacements.function_for(operation), original)
            for attribute in ("__name__", "__qualname__", "__doc__"):
                setattr(replacement, attribute, getattr(original, attribute, None))
            replacement.__module__ = owner.__name__
            replacement.__wrapped__ = original  # type: ignore[attr-defined]
            self._functions[id(original)] = (original, replacement)
        self._remember(owner, name, original, self._functions[id(original)][1], inherited=False)

    def _replace_in(self, module: ModuleType) -> None:
        names = getattr(module, "__dict__", None)
        if not isinstance(names, dict):
            return
        for name, value in list(names.items()):
            entry = self._functions.get(id(value))
            if entry is not None and entry[0] is value:
                self._remember(module, name, value, entry[1], inherited=False)

    def _remember(
        self,
        owner: Any,
        name: str,
        original: Any,
        replacement: Any,
        *,
        inherited: bool,
    ) -> None:
        if isinstance(owner, type):
            set_attribute(owner, name, replacement)
        else:
            setattr(owner, name, replacement)
        self._patches.append(_Patch(owner, name, original, replacement, inherited))
