"""Arguments decide: the first overload of an effect stub that fits a call counts.

One project has a stub and a module of calls; a comment says what each call must give. Each call
is a test of its own, so that one that is judged wrongly does not hide the others.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from .mypy_project import INI, Project

if TYPE_CHECKING:
    from collections.abc import Callable

VENDOR = """\
from typing import Any

def take(block: object = ..., timeout: object = ...) -> None: ...
def choose(mode: object) -> None: ...
def raw(mode: object) -> None: ...
def several(*items: object, block: object = ...) -> None: ...
def options(name: object, /, **options: object) -> None: ...
def later(delay: float, callback: object, *args: object) -> None: ...
def all_later(*callbacks: object) -> None: ...
def named_later(**callbacks: object) -> None: ...
def work(function: object, *args: object) -> None: ...
def anywhere(*, function: object) -> None: ...

class Queue:
    def __init__(self, block: object = ...) -> None: ...
    def take(self, block: object = ..., timeout: object = ...) -> None: ...
    @staticmethod
    def make(block: object = ...) -> None: ...
    @classmethod
    def build(cls, block: object = ...) -> None: ...
    def later(self, callback: object) -> None: ...
"""

EFFECTS = """\
from typing import Callable, Literal, overload
from loopsafe import AnyThread, InWorker, OnLoop, blocking

@overload
def take(block: Literal[False], timeout: float = ...) -> None: ...
@overload
def take(block: bool = ..., *, timeout: Literal[0]) -> None: ...
@overload
def take(block: bool, timeout: Literal[0, None]) -> None: ...
@overload
@blocking(kind="lock")
def take(block: bool = True, timeout: float = -1) -> None: ...

@overload
def choose(mode: Literal["memory", -1, None]) -> None: ...
@overload
@blocking(kind="disk")
def choose(mode: str) -> None: ...

@overload
def raw(mode: Literal[b"r"]) -> None: ...
@overload
@blocking(kind="disk")
def raw(mode: bytes) -> None: ...

@overload
def several(*items: object, block: Literal[False]) -> None: ...
@overload
@blocking(kind="disk")
def several(*items: object, block: bool = True) -> None: ...

@overload
def options(name: Literal["memory"], /, **options: object) -> None: ...
@overload
@blocking(kind="disk")
def options(name: str, /, **options: object) -> None: ...

def later(delay: float, callback: OnLoop[Callable[..., object]], *args: object) -> None: ...
def all_later(*callbacks: OnLoop[Callable[..., object]]) -> None: ...
def named_later(**callbacks: OnLoop[Callable[..., object]]) -> None: ...
def work(function: InWorker[Callable[..., object]], *args: object) -> None: ...
def anywhere(*, function: AnyThread[Callable[..., object]]) -> None: ...

class Queue:
    @overload
    def __init__(self, block: Literal[False]) -> None: ...
    @overload
    @blocking(kind="disk")
    def __init__(self, block: bool = True) -> None: ...
    @overload
    def take(self, block: Literal[False], timeout: float = ...) -> None: ...
    @overload
    def take(self, block: bool = ..., *, timeout: Literal[0]) -> None: ...
    @overload
    @blocking(kind="lock")
    def take(self, block: bool = True, timeout: float = -1) -> None: ...
    @overload
    @staticmethod
    def make(block: Literal[False]) -> None: ...
    @overload
    @staticmethod
    @blocking(kind="disk")
    def make(block: bool = True) -> None: ...
    @overload
    @classmethod
    def build(cls, block: Literal[False]) -> None: ...
    @overload
    @classmethod
    @blocking(kind="disk")
    def build(cls, block: bool = True) -> None: ...
    def later(self, callback: OnLoop[Callable[..., object]]) -> None: ...
"""

APP = """\
import functools
import time
import vendor
from loopsafe import callback, thread_safe
from vendor import Queue, choose, raw, several, take

class Special(Queue):
    def drain(self) -> None: ...

@callback
def on_loop() -> None: ...

@thread_safe
def harmless() -> None: ...

def nap() -> None:
    time.sleep(1)

async def calls(flag: bool, number: int, queue: Queue, special: Special) -> None:
    take()  # blocks
    take(True)  # blocks
    take(flag)  # blocks
    take(False)  # fine
    take(block=False)  # fine
    take(not True)  # blocks
    take(timeout=0)  # fine
    take(timeout=0.0)  # fine
    take(timeout=-0)  # fine
    take(timeout=1)  # blocks
    take(timeout=-1)  # blocks
    take(timeout=number)  # blocks
    take(timeout=False)  # blocks
    take(0)  # blocks
    take(True, 0)  # fine
    take(True, None)  # fine
    take(True, 5)  # blocks
    take(timeout=5, block=False)  # fine
    take(timeout=0, block=True)  # fine
    take(*(False,))  # blocks
    take(**{"block": False})  # blocks
    take(False, *())  # blocks
    take(False if flag else True)  # blocks
    (take)(False)  # fine
    vendor.take(False)  # fine
    vendor.take()  # blocks
    alias = take
    alias(False)  # fine
    alias()  # blocks

    choose("memory")  # fine
    choose("disk")  # blocks
    choose("mem" "ory")  # fine
    choose(f"{flag}")  # blocks
    choose(-1)  # fine
    choose(1)  # blocks
    choose(None)  # fine
    choose(mode="memory")  # fine
    choose(b"memory")  # blocks
    raw(b"r")  # fine
    raw(b"w")  # blocks
    raw("r")  # blocks

    several(1, 2, block=False)  # fine
    several(block=False)  # fine
    several(False)  # blocks
    several(1, 2)  # blocks
    vendor.options("memory", name="x")  # fine
    vendor.options("x", name="memory")  # blocks

    queue.take(False)  # fine
    queue.take()  # blocks
    queue.take(True, timeout=0)  # fine
    queue.take(timeout=0)  # fine
    special.take(False)  # fine
    special.take(True)  # blocks
    Queue.take(queue, False)  # fine
    Queue.take(queue, True)  # blocks
    Queue.take(queue)  # blocks
    vendor.Queue.take(queue, False)  # fine
    bound = queue.take
    bound(False)  # fine
    bound()  # blocks
    Queue.make(False)  # fine
    Queue.make()  # blocks
    queue.make(False)  # fine
    Queue.build(False)  # fine
    Queue.build()  # blocks
    queue.build(False)  # fine
    Queue(False)  # fine
    Queue()  # blocks
    Queue(block=False)  # fine
    vendor.Queue(False)  # fine
    vendor.Queue(True)  # blocks
    Special(False)  # fine

async def hand_offs(queue: Queue) -> None:
    vendor.later(1, nap)  # wrong thread
    vendor.later(1, callback=nap)  # wrong thread
    vendor.later(callback=nap, delay=1)  # wrong thread
    vendor.later(1, harmless, nap)  # fine
    vendor.later(1, on_loop)  # fine
    vendor.later(1, functools.partial(nap))  # wrong thread
    vendor.later(1, lambda: nap())  # wrong thread
    vendor.all_later(harmless, nap)  # wrong thread
    vendor.all_later(nap)  # wrong thread
    vendor.all_later(harmless, on_loop)  # fine
    vendor.named_later(one=harmless, two=nap)  # wrong thread
    vendor.named_later(one=harmless, two=on_loop)  # fine
    vendor.work(nap)  # fine
    vendor.work(on_loop)  # wrong thread
    vendor.work(nap, on_loop)  # fine
    vendor.anywhere(function=nap)  # wrong thread
    vendor.anywhere(function=on_loop)  # wrong thread
    vendor.anywhere(function=harmless)  # fine
    queue.later(nap)  # wrong thread
    queue.later(on_loop)  # fine
    Queue.later(queue, nap)  # wrong thread
"""

CODES = {"fine": "", "blocks": "blocking-call", "wrong thread": "callable-context"}


class Call(NamedTuple):
    """One line of the module of calls."""

    line: int
    text: str
    code: str


CALLS = [
    Call(number, match[1], CODES[match[2]])
    for number, line in enumerate(APP.splitlines(), 1)
    if (match := re.fullmatch(r"\s+(.*)  # (fine|blocks|wrong thread)", line))
]


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], str]:
    """Check the project once; tell which code was reported on a line."""
    project = Project(Path(tmp_path_factory.mktemp("arguments")))
    project.write("mypy.ini", INI + "[loopsafe]\nstub_paths = effects\n")
    project.write("vendor.pyi", VENDOR)
    project.write("effects/vendor.pyi", EFFECTS)
    project.write("app.py", APP)
    run = project.mypy("app.py")
    assert not run.stderr
    found = dict(re.findall(r"app\.py:(\d+): error: .*\[([a-z-]+)\]\n", run.stdout))
    assert set(found.values()) <= set(CODES.values()), run.stdout
    return lambda line: found.get(str(line), "")


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.text)
def test_a_call_is_judged_by_its_arguments(call: Call, reported: Callable[[int], str]) -> None:
    """An argument that cannot be read, or is unpacked, falls back to the last overload."""
    assert reported(call.line) == call.code
