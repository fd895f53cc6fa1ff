"""Python functions, by a few instructions at the beginning of their code (3.11).

Python 3.11 has no ``sys.monitoring``. A wrapper in a function's place would miss every reference
that was taken before; so the function stays, and its code gets a prologue that calls the guard
right after ``RESUME``. Signature, line numbers and exception handling stay as they were, a sibling
closure keeps its own code, and to disarm is to put the old code back.

This file knows the layout of 3.11's code objects (``Objects/locations.md``,
``Objects/exception_handling_notes.txt`` in CPython's source) and is used with no other version.
"""

from __future__ import annotations

import asyncio
import dis
import sys
import threading
from collections.abc import Callable, Iterator
from types import CodeType, FrameType, FunctionType
from typing import Final

from loopsafe._effects import Effect
from loopsafe.guard.sensors.functions import (
    Reason,
    Watch,
    blocks,
    entered,
    told_by,
    told_by_nothing,
)

UNIT: Final = 2
"""Bytes of a code unit."""
STACK: Final = 2
"""What the prologue needs on top of what is there: a NULL and the callable."""
NO_LOCATION: Final = 0x80 | 15 << 3
LONGEST_ENTRY: Final = 8
EQUAL: Final = dis.cmp_op.index("==")


class Prologue:
    """Arms functions."""

    def __init__(self) -> None:
        self._changed: dict[int, tuple[FunctionType, CodeType, CodeType]] = {}
        self._watched: dict[int, Watch] = {}

    def start(self) -> bool:
        """Begin to work."""
        return sys.version_info[:2] == (3, 11)

    def stop(self) -> None:
        """Put all code back, except where somebody else has replaced it since."""
        for function, before, after in self._changed.values():
            if function.__code__ is after:
                function.__code__ = before
        self._changed.clear()
        self._watched.clear()
        told_by_nothing()

    def wake(self) -> None:
        """Nothing rests here."""

    def arm(self, function: FunctionType, reason: Reason) -> None:
        """Watch a function from its next call on."""
        watch = self._watched.get(id(function))
        if watch is None:
            watch = self._watched[id(function)] = Watch(function, reason)
        watch.add(function, reason)
        if id(function) in self._changed or not watch.operations():
            return

        def check() -> None:
            frame = sys._getframe(1)
            operation = watch.operation_in(frame)
            if operation is not None:
                entered(operation, frame, watch.sensor)

        of_a_loop = _is_loop_only(reason) and _is_a_loops(function)
        if _is_loop_only(reason) and not of_a_loop:
            return  # What is called from a wrong thread ends in a method of the loop.
        # asyncio calls them all the time, and mostly where it should.
        off_loop = of_a_loop and _knows_its_thread(function)
        after = self._change(function, check, off_loop=off_loop)
        if after is not None and blocks(reason.operation):
            told_by(after)

    def notice(self, function: FunctionType, action: Callable[[FrameType], None]) -> None:
        """Call ``action`` whenever a function begins to run."""

        def check() -> None:
            action(sys._getframe(1))

        self._change(function, check, off_loop=False)

    def _change(
        self, function: FunctionType, check: Callable[[], None], *, off_loop: bool
    ) -> CodeType | None:
        before = function.__code__
        after = with_prologue(before, check, off_loop=off_loop)
        if after is not None:
            function.__code__ = after
            known = self._changed.get(id(function))
            self._changed[id(function)] = (function, known[1] if known else before, after)
        return after


def _is_loop_only(reason: Reason) -> bool:
    operation = reason.operation
    return operation is not None and operation.effect is Effect.LOOP_ONLY and reason.marker is None


def _is_a_loops(function: FunctionType) -> bool:
    return "EventLoop." in function.__qualname__ and not function.__code__.co_cellvars


def _knows_its_thread(function: FunctionType) -> bool:
    """Whether it is a method of asyncio's own loops, which note the thread that they run on."""
    name = function.__qualname__.partition(".")[0]
    owner = vars(sys.modules[function.__module__]).get(name)
    return isinstance(owner, type) and issubclass(owner, asyncio.BaseEventLoop)


def with_prologue(
    code: CodeType, check: Callable[[], None], *, off_loop: bool = False
) -> CodeType | None:
    """Return ``code`` with a call of ``check`` at its beginning; ``None`` if there is no room.

    With ``off_loop`` it is called only if the first argument, a loop, does not run on this thread.
    """
    position = _after_resume(code)
    if position is None:
        return None
    lines = _split_lines(code.co_linetable, position // UNIT)
    if lines is None:
        return None
    inserted = _call(len(code.co_consts)) + _opcode("POP_TOP")
    if off_loop:
        # Not "is it the running loop": to find that out, 3.11 asks the kernel for the process.
        here = _call(len(code.co_consts) + 1) + _opcode("LOAD_FAST")
        here += _opcode("LOAD_ATTR", len(code.co_names)) + _opcode("COMPARE_OP", EQUAL)
        inserted = here + _opcode("POP_JUMP_FORWARD_IF_TRUE", len(inserted) // UNIT) + inserted
    size = len(inserted) // UNIT
    return code.replace(
        co_code=code.co_code[:position] + inserted + code.co_code[position:],
        co_consts=(*code.co_consts, check, threading.get_ident),
        co_names=(*code.co_names, "_thread_id"),
        co_stacksize=code.co_stacksize + STACK,
        co_linetable=lines[0] + _nowhere(size) + lines[1],
        co_exceptiontable=_shift(code.co_exceptiontable, position // UNIT, size),
    )


def _after_resume(code: CodeType) -> int | None:
    """Return the offset behind the function's first ``RESUME``.

    Jumps are relative in 3.11, and none crosses it: nothing before it can be a target.
    """
    for instruction in dis.get_instructions(code):
        if instruction.opname == "RESUME":
            return instruction.offset + UNIT if not instruction.arg else None
    return None


def _call(constant: int) -> bytes:
    """Return the instructions that call a constant without arguments."""
    return (
        _opcode("PUSH_NULL")
        + _opcode("LOAD_CONST", constant)
        + _opcode("PRECALL")
        + _opcode("CALL")
    )


def _opcode(name: str, argument: int = 0) -> bytes:
    """Return an instruction with what extends its argument, and its (empty) inline caches."""
    code = b"".join(
        bytes([dis.EXTENDED_ARG, argument >> shift & 0xFF])
        for shift in (24, 16, 8)
        if argument >> shift
    )
    number = dis.opmap[name]
    caches = dis._inline_cache_entries[number]  # type: ignore[attr-defined]
    return code + bytes([number, argument & 0xFF, *[0] * (UNIT * caches)])


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
