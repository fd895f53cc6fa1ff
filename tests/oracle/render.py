"""The abstract program as Python source: one package, and on which line each statement stands.

Owns names, imports and layout. Every charged call has a line of its own, so that an error is known
by file, line and code. What is written is well typed (the runner insists), but never executed.
"""

from __future__ import annotations

from typing import NamedTuple

from tests.oracle.names import Names
from tests.oracle.program import (
    COROUTINE,
    GENERATOR,
    MANAGER,
    PROPERTY,
    Function,
    Program,
)
from tests.oracle.statements import Writer
from tests.oracle.wording import CONSTRUCTORS

HEADER = """\
from __future__ import annotations

import asyncio
import functools
import os
import pathlib
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial, reduce
from typing import TYPE_CHECKING

import loopsafe
from loopsafe import blocking, callback, thread_safe
"""

GLOBALS = """\
LOOP_THREAD_{0}: int
LOCK_{0} = threading.Lock()
LOOP_{0}: asyncio.AbstractEventLoop
EVENT_{0}: asyncio.Event
FUTURE_{0}: Future[int]
QUEUE_{0}: queue.Queue[int]
POOL_{0}: ThreadPoolExecutor
JOBS_{0}: list[object] = []
"""


class Rendered(NamedTuple):
    """Files by name (relative to the package), and where each statement and definition stands."""

    files: dict[str, str]
    lines: dict[int, tuple[str, int]]


def render(program: Program, package: str) -> Rendered:
    """Write a program as the modules of a package."""
    files = {"__init__.py": '"""Generated."""\n'}
    lines: dict[int, tuple[str, int]] = {}
    facade: set[str] = set()
    for module in range(program.modules):
        text, found = _module(program, package, module, facade)
        files[f"m{module}.py"] = text
        lines |= {at: (f"m{module}.py", line) for at, line in found.items()}
    files["api.py"] = "".join(f"{line}\n" for line in sorted(facade)) or '"""Nothing."""\n'
    return Rendered(files, lines)


def _module(
    program: Program, package: str, module: int, facade: set[str]
) -> tuple[str, dict[int, int]]:
    names = Names(program, package, module)
    writer = Writer(program, names)
    for number, cls in enumerate(program.classes):
        if cls.module == module:
            _class(writer, program, number)
    for cls in program.classes:
        if cls.module == module:
            writer.line(f"the_{cls.name}: {cls.name}")
    for function in program.functions:
        if function.module == module:
            _function(writer, function, None)
    for alias in program.aliases:
        if alias.module == module:
            writer.line(f"{alias.name} = {names.of(alias.target)}")
    facade |= names.facade
    top = [
        *HEADER.splitlines(),
        *sorted(names.lines),
        *GLOBALS.format(names.suffix).splitlines(),
    ]
    shift = len(top)
    return (
        "\n".join([*top, *writer.lines]) + "\n",
        {at: line + shift for at, line in writer.places.items()},
    )


def _class(writer: Writer, program: Program, number: int) -> None:
    cls = program.classes[number]
    bases = ", ".join(writer.names.of_class(base) for base in cls.bases)
    if cls.factory is not None:
        writer.line("@dataclass")
    writer.place(cls.at)
    writer.line(f"class {cls.name}({bases}):" if bases else f"class {cls.name}:")
    with writer.deeper():
        writer.line('"""Generated."""')
        if cls.factory is not None:
            made = writer.value(cls.factory)
            writer.line(f"value: object = field(default_factory={made})")
        for method in cls.methods:
            _function(writer, method, number)


def _function(writer: Writer, function: Function, cls: int | None) -> None:
    writer.enter(function, cls)
    writer.place(function.at)
    if function.form == PROPERTY:
        writer.line("@property")
        if function.category is not None:
            writer.place(function.at)
    if function.form == MANAGER:
        writer.line("@contextmanager")
    if function.category not in (None, COROUTINE):
        writer.line(f"@{writer.names.marker(function)}")
    result = {GENERATOR: "Iterator[int]", MANAGER: "Iterator[None]"}.get(function.form, "int")
    keyword = "async def" if function.category == COROUTINE else "def"
    if function.name in CONSTRUCTORS:
        result = "None"
    writer.line(f"{keyword} {function.name}({writer.signature(function, cls)}) -> {result}:")
    with writer.deeper():
        if function.form == GENERATOR:
            writer.line("yield 1")
        writer.block(function.body, tail=True)
        if function.form == GENERATOR:
            writer.line("yield 2")
        elif function.form == MANAGER:
            writer.line("yield None")
        elif function.name not in CONSTRUCTORS:
            writer.line("return 0")
