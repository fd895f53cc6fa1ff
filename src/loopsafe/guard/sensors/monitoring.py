"""Python functions, by local events of ``sys.monitoring`` (3.12 and later).

Nothing but the code objects that are armed gets slower, and every reference to a function leads to
its code, so it does not matter who captured it when. What the callback raises aborts the call: the
body never runs.

asyncio's own functions that belong on the loop are called so often there that even this would be
felt. After a call that was right they rest, until the watchdog looks or a worker thread begins a
job: a call from the wrong thread is seen unless the loop was busy in between.
"""

from __future__ import annotations

import concurrent.futures.thread
import gc
import sys
import threading
import warnings
from collections.abc import Callable
from types import CodeType, FrameType, FunctionType
from typing import Any, Final

from loopsafe._effects import Effect
from loopsafe._markers import marker_of
from loopsafe.guard.errors import GuardWarning
from loopsafe.guard.sensors.functions import (
    NESTED,
    Reason,
    Watch,
    blocks,
    entered,
    running,
    told_by,
    told_by_nothing,
)

_monitoring: Final[Any] = vars(sys).get("monitoring")
"""Typed as whatever it is: mypy may be checking for Python 3.11."""
NAME: Final = "loopsafe"

_BEGINNINGS_OF_WORK: Final[tuple[Any, ...]] = (
    threading.Thread._bootstrap_inner,  # type: ignore[attr-defined]
    concurrent.futures.thread._WorkItem.run,
)
"""Where a worker thread begins to do something: from there on, a call off the loop is likely."""


class Monitoring:
    """Arms code objects. One per process."""

    def __init__(self) -> None:
        self._armed: dict[int, Watch] = {}
        self._noticed: dict[int, tuple[CodeType, Callable[[FrameType], None]]] = {}
        self._resting: list[CodeType] = []
        self._woken: list[CodeType] = []
        self._tool: int | None = None

    def start(self) -> bool:
        """Take a tool id. Returns whether there was one; if not, it has warned."""
        # The ids with a name (debugger, coverage, profiler, optimizer) are for tools of that sort.
        for tool in (4, 3, _monitoring.PROFILER_ID, _monitoring.OPTIMIZER_ID):
            if _monitoring.get_tool(tool) is None:
                _monitoring.use_tool_id(tool, NAME)
                self._tool = tool
                _monitoring.register_callback(tool, _monitoring.events.PY_START, self._started)
                for function in _BEGINNINGS_OF_WORK:
                    self.notice(function, self._work_begins)
                return True
        holders = ", ".join(str(_monitoring.get_tool(tool)) for tool in range(6))
        warnings.warn(
            "The guard cannot watch Python functions: all ids of sys.monitoring are taken "
            f"({holders}); free one, or start the guard before those tools",
            GuardWarning,
            stacklevel=2,
        )
        return False

    def stop(self) -> None:
        """Disarm everything and give the tool id back."""
        if self._tool is None:
            return
        if _monitoring.get_tool(self._tool) == NAME:
            codes = [watch.code for watch in self._armed.values()]
            for code in [*codes, *(code for code, _ in self._noticed.values())]:
                _monitoring.set_local_events(self._tool, code, 0)
            _monitoring.register_callback(self._tool, _monitoring.events.PY_START, None)
            _monitoring.free_tool_id(self._tool)
        self._armed.clear()
        self._noticed.clear()
        self._resting.clear()
        self._woken.clear()
        told_by_nothing()
        self._tool = None

    def arm(self, function: FunctionType, reason: Reason) -> None:
        """Watch a function from its next call on."""
        if self._tool is None:
            return
        code = function.__code__
        watch = self._armed.get(id(code))
        if watch is None:
            watch = self._armed[id(code)] = Watch(function, reason)
        watch.add(function, reason)
        if blocks(reason.operation):
            told_by(code)
        if watch.operations():
            _monitoring.set_local_events(self._tool, code, _monitoring.events.PY_START)

    def notice(self, function: FunctionType, action: Callable[[FrameType], None]) -> None:
        """Call ``action`` whenever a function begins to run."""
        code = function.__code__
        if self._tool is not None:
            self._noticed[id(code)] = code, action
            _monitoring.set_local_events(self._tool, code, _monitoring.events.PY_START)

    def _work_begins(self, _frame: FrameType) -> None:
        self.wake()

    def wake(self) -> None:
        """Look again at the functions that are only looked at now and then."""
        tool, event = self._tool, _monitoring.events.PY_START
        if tool is None:
            return
        # A thread that is putting one to rest may be stopped between its note and the deed: what
        # was woken in between rests without a note. So each is woken twice.
        codes = {id(code): code for code in self._woken}
        self._woken = []
        while self._resting:
            code = self._resting.pop()
            codes[id(code)] = code
            self._woken.append(code)
        for code in codes.values():
            _monitoring.set_local_events(tool, code, 0)
            _monitoring.set_local_events(tool, code, event)

    def _started(self, code: CodeType, _offset: int) -> object:
        watch = self._armed.get(id(code))
        if watch is None:
            noticed = self._noticed.get(id(code))
            if noticed is None:
                return _monitoring.DISABLE
            noticed[1](sys._getframe(1))
            return None
        frame = sys._getframe(1)
        operation = watch.operation_in(frame)
        if operation is None or (code.co_flags & NESTED and _is_a_sibling(watch, frame)):
            return None
        entered(operation, frame, watch.sensor)
        if operation.effect is Effect.LOOP_ONLY and watch.marker is None and running() is not None:
            # As it should be, and nearly always is: asyncio calls it all the time.
            self._resting.append(code)
            return _monitoring.DISABLE
        return None


def _is_a_sibling(watch: Watch, frame: FrameType) -> bool:
    """Whether the function that runs may be another one, which shares the watched one's code.

    A frame does not tell its function. The candidates are the functions with this code; the one
    that runs has the same free variables.
    """
    others = [
        item
        for item in gc.get_referrers(watch.code)
        if isinstance(item, FunctionType)
        and item.__code__ is watch.code
        and not _is_watched(watch, item)
    ]
    if not others:
        return False
    values = frame.f_locals
    return any(_could_run(item, values) for item in others)


def _is_watched(watch: Watch, function: FunctionType) -> bool:
    if watch.marker is not None:
        return bool(marker_of(function) == watch.marker)
    return any(item is function for item in watch.functions)


def _could_run(function: FunctionType, values: Any) -> bool:
    missing = object()
    for name, cell in zip(function.__code__.co_freevars, function.__closure__ or (), strict=True):
        try:
            content = cell.cell_contents
        except ValueError:
            content = missing
        if values.get(name, missing) is not content:
            return False
    return True
