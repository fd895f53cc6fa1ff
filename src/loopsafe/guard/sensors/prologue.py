"""Python functions, by a few instructions at the beginning of their code (3.11).

Python 3.11 has no ``sys.monitoring``. A wrapper in a function's place would miss every reference
that was taken before; so the function stays, and its code gets a prologue that calls the guard right
after ``RESUME``. Signature, line numbers and exception handling stay as they were, a sibling closure
keeps its own code, and to disarm is to put the old code back.

This file knows the layout of 3.11's code objects (``Objects/locations.md``,
``Objects/exception_handling_notes.txt`` in CPython's source) and is used with no other version.
"""

from __future__ import annotations

import dis
import sys
from collections.abc import Iterator
from types import CodeType, FunctionType
from typing import Any, Final

from loopsafe.guard.operations import Operation
from loopsafe.guard.sensors.functions import entered, told_by, told_by_nothing

UNIT: Final = 2
"""Bytes of a code unit."""
STACK: Final = 2
"""What the prologue needs on top of what is there: a NULL and the callable."""
NO_LOCATION: Final = 0x80 | 15 << 3
LONGEST_ENTRY: Final = 8


class Prologue:
    """Arms functions."""

    def __init__(self) -> None:
        self._armed: dict[int, tuple[FunctionType, CodeType, CodeType]] = {}

    def start(self) -> bool:
        """Begin to work."""
        return sys.version_info[:2] == (3, 11)

    def stop(self) -> None:
        """Put all code back, except where somebody else has replaced it since."""
        for function, before, after in self._armed.values():
            if function.__code__ is after:
                function.__code__ = before
        self._armed.clear()
        told_by_nothing()

    def arm(self, function: FunctionType, operation: Operation, sensor: str, marker: Any) -> None:  # noqa: ANN401, ARG002
        """Watch a function from its next call on. The first reason to watch it counts."""
        if id(function) in self._armed:
            return

        def check() -> None:
            entered(operation, sys._getframe(1), sensor)  # noqa: SLF001  (the function's own)

        before = function.__code__
        after = with_prologue(before, check)
        if after is not None:
            function.__code__ = after
            told_by(after, operation)
            self._armed[id(function)] = (function, before, after)


def with_prologue(code: CodeType, check: Any) -> CodeType | None:  # noqa: ANN401  (any callable)
    """Return ``code`` with a call of ``check`` at its beginning; ``None`` if there is no room."""
    position = _after_resume(code)
    if position is None:
        return None
    lines = _split_lines(code.co_linetable, position // UNIT)
    if lines is None:
        return None
    inserted = _call(len(code.co_consts))
    size = len(inserted) // UNIT
    return code.replace(
        co_code=code.co_code[:position] + inserted + code.co_code[position:],
        co_consts=(*code.co_consts, check),
        co_stacksize=code.co_stacksize + STACK,
        co_linetable=lines[0] + _nowhere(size) + lines[1],
        co_exceptiontable=_shift(code.co_exceptiontable, position // UNIT, size),
    )


def _after_resume(code: CodeType) -> int | None:
    """Return the offset behind the function's first ``RESUME``. Jumps are relative in 3.11: none
    crosses it, because nothing before it can be a target."""
    for instruction in dis.get_instructions(code):
        if instruction.opname == "RESUME":
            return instruction.offset + UNIT if not instruction.arg else None
    return None


def _call(constant: int) -> bytes:
    """Return the instructions for ``check()`` as a statement."""
    code = [dis.opmap["PUSH_NULL"], 0]
    for shift in (24, 16, 8):
        if constant >> shift:
            code += [dis.opmap["EXTENDED_ARG"], constant >> shift & 0xFF]
    code += [dis.opmap["LOAD_CONST"], constant & 0xFF]
    for name in ("PRECALL", "CALL"):
        caches = dis._inline_cache_entries[dis.opmap[name]]  # type: ignore[attr-defined]  # noqa: SLF001
        code += [dis.opmap[name], 0, *[0] * (UNIT * caches)]
    return bytes([*code, dis.opmap["POP_TOP"], 0])


def _nowhere(units: int) -> bytes:
    """Return line table entries that give so many units no place in the source."""
    entries = bytearray()
    while units:
        length = min(units, LONGEST_ENTRY)
        entries.append(NO_LOCATION | length - 1)
        units -= length
    return bytes(entries)


def _split_lines(table: bytes, units: int) -> tuple[bytes, bytes] | None:
    """Cut a line table behind so many code units; ``None`` if an entry reaches across."""
    covered = index = 0
    while index < len(table) and covered < units:
        covered += (table[index] & 7) + 1
        index += 1
        while index < len(table) and not table[index] & 0x80:
            index += 1
    return (table[:index], table[index:]) if covered == units else None


def _shift(table: bytes, position: int, units: int) -> bytes:
    """Move what an exception table says of later code by so many units."""
    values = list(_varints(table))
    moved = bytearray()
    for index in range(0, len(values), 4):
        start, length, target, depth = values[index : index + 4]
        if start >= position:
            start += units
        elif start + length > position:
            length += units
        target += units if target >= position else 0
        for number, value in enumerate((start, length, target, depth)):
            moved += _varint(value, first=number == 0)
    return bytes(moved)


def _varints(table: bytes) -> Iterator[int]:
    value = 0
    for byte in table:
        value = value << 6 | byte & 63
        if not byte & 64:
            yield value
            value = 0


def _varint(value: int, *, first: bool) -> bytes:
    parts = [value & 63]
    while value := value >> 6:
        parts.append(value & 63 | 64)
    parts.reverse()
    parts[0] |= 128 if first else 0
    return bytes(parts)
