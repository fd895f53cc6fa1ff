"""Running event loops, as the threads' stacks show them.

Owns the knowledge of asyncio's frames: below them begins what a callback does. Nothing is kept:
a loop is found by looking, so none can be forgotten or leaked, and asyncio is not patched.
"""

from __future__ import annotations

import asyncio
import asyncio.base_events
import asyncio.events
import asyncio.runners
import functools
import sys
import threading
from types import CodeType, FrameType
from typing import Any, Final, NamedTuple

HANDLE_RUN: Final = asyncio.events.Handle._run.__code__
RUN_ONCE: Final[CodeType] = asyncio.base_events.BaseEventLoop._run_once.__code__  # type: ignore[attr-defined]
_RUN_FOREVER: Final = asyncio.base_events.BaseEventLoop.run_forever.__code__
_RUNNER_RUN: Final = asyncio.runners.Runner.run.__code__

_THREADS_FIRST: Final[CodeType] = threading.Thread._bootstrap.__code__  # type: ignore[attr-defined]
ATTEMPTS: Final = 3
"""How often a thread's frames are looked at, if they change meanwhile."""

ROOTS: Final[dict[int, CodeType]] = {
    id(code): code
    for code in (
        HANDLE_RUN,
        RUN_ONCE,
        _RUN_FOREVER,
        asyncio.base_events.BaseEventLoop.run_until_complete.__code__,
        _RUNNER_RUN,
        asyncio.runners.run.__code__,
    )
}
"""Code objects (by id) below which a callback's own frames begin."""


class Sighting(NamedTuple):
    """A thread whose event loop is running."""

    thread: int
    loop: asyncio.AbstractEventLoop
    root: FrameType
    """The loop's own innermost frame."""
    callback: FrameType | None
    """The outermost frame of the callback that is running, if one is."""
    top: FrameType
    """The innermost frame of the thread."""
    turn: object = None
    """What is another one at the loop's next turn, if the loop is asyncio's own."""


def sightings(but: int | None = None) -> list[Sighting]:
    """Return all threads with a running event loop, without the thread ``but``.

    Runs on any thread. uvloop has no frames of its own: it is found by those of `asyncio.Runner`.
    """
    found = []
    # Threads may go on while they are looked at, which makes an answer old, never wrong in itself.
    for thread, top in sys._current_frames().items():
        if thread != but:
            sighting = _sight(thread, top)
            if sighting is not None:
                found.append(sighting)
    return found


def _sight(thread: int, top: FrameType) -> Sighting | None:
    frame: FrameType | None = top
    for _ in range(ATTEMPTS):
        if frame is None:
            return None
        sighting, outermost = _walk(thread, frame)
        if sighting is not None or outermost.f_code is _THREADS_FIRST:
            return sighting
        # A frame that has returned in between knows no caller any more: look again.
        frame = sys._current_frames().get(thread)
    return None


def _walk(thread: int, top: FrameType) -> tuple[Sighting | None, FrameType]:
    """Return the sighting, if a loop is found; and the outermost frame that was reached."""
    inner: FrameType | None = None
    outermost = top
    frame: FrameType | None = top
    while frame is not None:
        outermost = frame
        code = frame.f_code
        if id(code) in ROOTS and code is not HANDLE_RUN:
            loop, turn = _loop_of(frame)
            if loop is not None:
                return Sighting(thread, loop, frame, inner, top, turn), frame
        else:
            inner = frame
        frame = frame.f_back
    return None, outermost


def _loop_of(frame: FrameType) -> tuple[asyncio.AbstractEventLoop | None, object]:
    """Return the loop that runs in ``frame``, and until when its turn lets timers be due."""
    code = frame.f_code
    if code is not RUN_ONCE and code is not _RUN_FOREVER and code is not _RUNNER_RUN:
        return None, None
    values = frame.f_locals
    owner: Any = values.get("self")
    loop = getattr(owner, "_loop", None) if code is _RUNNER_RUN else owner
    if isinstance(loop, asyncio.AbstractEventLoop) and loop.is_running():
        return loop, values.get("end_time") if code is RUN_ONCE else None
    return None, None


def calls(frame: FrameType | None, operation: str) -> bool:
    """Whether it is the loop's own handle, in ``frame``, that calls an operation of C."""
    if frame is None or frame.f_code is not HANDLE_RUN:
        return False
    callback: Any = getattr(frame.f_locals.get("self"), "_callback", None)
    name = operation.rpartition(".")[2]
    while getattr(callback, "__name__", None) != name:
        if not isinstance(callback, functools.partial):
            return False
        callback = callback.func
    return True


def describe(loop: asyncio.AbstractEventLoop | None) -> str:
    """Name a loop for a message, so that two of them can be told apart."""
    if loop is None:
        return "no event loop"
    kind = type(loop)
    module = kind.__module__.partition(".")[0]
    return f"event loop {module}.{kind.__qualname__} at {id(loop):#x}"


def task_name(loop: asyncio.AbstractEventLoop | None) -> str | None:
    """Return the name of the task that runs on this thread, if one does."""
    try:
        task = asyncio.current_task(loop) if loop is not None else None
    except RuntimeError:
        return None
    return task.get_name() if task is not None else None
