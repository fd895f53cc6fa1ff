"""How to learn that mypy's daemon has re-checked some functions, and to make them depend on more.

The daemon tells plugins nothing about either. What it does do after every re-check, while the
expression types are still there, is to read and empty its notes on protocols
(`mypy.typestate.TypeState.update_protocol_deps`): pairs of "if this class changes, that target is
stale". So one entry of ours stands in these notes. Reading it is the signal; emptying them puts it
back; and further entries are dependencies.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mypy.nodes import Block, ClassDef, SymbolTable, TypeInfo
from mypy.typestate import type_state

_SIGNAL = "loopsafe.<re-checked>"


class _Signal(set[str]):
    """An empty set that tells when it is read, and puts itself back when it is dropped."""

    def __init__(self, notes: ProtocolNotes) -> None:
        super().__init__()
        self._notes = notes

    def __iter__(self) -> Iterator[str]:
        self._notes.read()
        return super().__iter__()

    def __del__(self) -> None:
        self._notes.emptied()


class ProtocolNotes:
    """Our entry in mypy's notes on protocols."""

    def __init__(self, rechecked: Callable[[], None]) -> None:
        """Stand in the notes from now on.

        Args:
            rechecked: Called after mypy has re-checked functions of one module, or a module.
        """
        self._rechecked = rechecked
        self._waiting: dict[str, set[str]] = {}
        self._put(_SIGNAL, set(), _Signal(self))

    def depends(self, target: str, symbol: str) -> None:
        """Make mypy re-check ``target`` (a function's full name) when ``symbol`` changes."""
        self._waiting.setdefault(symbol, set()).add(target)

    def read(self) -> None:
        """Pass the signal on."""
        self._rechecked()

    def emptied(self) -> None:
        """Write into the notes again, with what has come up since."""
        waiting, self._waiting = self._waiting, {}
        for symbol, targets in waiting.items():
            self._put(symbol, targets, set())
        self._put(_SIGNAL, set(), _Signal(self))

    @staticmethod
    def _put(symbol: str, targets: set[str], members: set[str]) -> None:
        info = TypeInfo(SymbolTable(), ClassDef(symbol.rpartition(".")[2], Block([])), symbol)
        info._fullname = symbol  # noqa: SLF001  (a class that stands for the symbol)
        type_state._attempted_protocols[symbol] = targets  # noqa: SLF001
        type_state._checked_against_members[symbol] = members  # noqa: SLF001
        type_state._rechecked_types.add(info)  # noqa: SLF001
