"""What happens where a watched Python function begins to run, however that is noticed."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Mapping
from types import CodeType, FrameType, FunctionType
from typing import Any, Final, NamedTuple, Protocol

from loopsafe._effects import Effect
from loopsafe.guard import loops
from loopsafe.guard.errors import LoopOnlyError
from loopsafe.guard.judge import JUDGE, THREAD, Event, Promise
from loopsafe.guard.operations import Operation

NESTED: Final = 0x10
"""``co_flags`` of a function that was defined inside another one (``inspect.CO_NESTED``)."""
VARIADIC: Final = 0x04
"""Likewise, of one with ``*args`` (``inspect.CO_VARARGS``)."""
KEYWORDS: Final = 0x08
"""Likewise, of one with ``**kwargs`` (``inspect.CO_VARKEYWORDS``)."""
MARKS: Final = "marks"
"""The sensor whose functions belong on a loop, whichever."""
running: Final = asyncio._get_running_loop


class Reason(NamedTuple):
    """Why a function is watched."""

    operation: Operation | None
    """``None``: it is harmless where its class is ``owner``."""
    sensor: str
    marker: Any = None
    """The marker, where one is the reason."""
    owner: type | None = None
    """The class whose method it is, where an effect stub says so: others may inherit from the same
    base, and do no harm."""


class Watch:
    """A function (or several that share their code) that is watched, and the reasons."""

    __slots__ = ("_operation", "by_class", "code", "functions", "marker", "sensor")

    def __init__(self, function: FunctionType, reason: Reason) -> None:
        self.code: CodeType = function.__code__
        self.functions: list[FunctionType] = [function]
        self.sensor: str = reason.sensor
        self.marker: Any = reason.marker
        self._operation = None if reason.owner is not None else reason.operation
        self.by_class: dict[type, Operation | None] = {}

    def add(self, function: FunctionType, reason: Reason) -> None:
        """Note another reason. For one class (or without any) the first that was given counts."""
        if all(item is not function for item in self.functions):
            self.functions.append(function)
        if reason.owner is not None:
            self.by_class.setdefault(reason.owner, reason.operation)
        elif self._operation is None:
            self._operation = reason.operation

    def operations(self) -> list[Operation]:
        """Return what a call of it may be; nothing if it is harmless for all that is known."""
        return [item for item in (self._operation, *self.by_class.values()) if item is not None]

    def operation_in(self, frame: FrameType) -> Operation | None:
        """Return what the call that has just begun in a frame is."""
        if not self.by_class:
            return self._operation
        receiver = _receiver(frame)
        kind = receiver if isinstance(receiver, type) else type(receiver)
        for base in kind.__mro__:
            if base in self.by_class:
                return self.by_class[base]
        return self._operation


def _receiver(frame: FrameType) -> object:
    code = frame.f_code
    value = frame.f_locals.get(code.co_varnames[0]) if code.co_varnames else None
    if not code.co_argcount and code.co_flags & VARIADIC and isinstance(value, tuple) and value:
        found: object = value[0]
        return found
    return value


class FunctionSensor(Protocol):
    """Watches Python functions where they begin to run."""

    def start(self) -> bool:
        """Begin to work. Returns whether it can."""

    def stop(self) -> None:
        """Let go of all functions."""

    def notice(self, function: FunctionType, action: Callable[[FrameType], None]) -> None:
        """Call ``action`` with the frame, on its thread, whenever a function begins to run."""

    def wake(self) -> None:
        """Look again at what is looked at only now and then. Runs on any thread, often."""

    def arm(self, function: FunctionType, reason: Reason) -> None:
        """Watch a function from its next call on."""


def function_sensor() -> FunctionSensor:
    """Return the sensor for this version of Python."""
    if sys.version_info >= (3, 12):
        from loopsafe.guard.sensors.monitoring import Monitoring  # noqa: PLC0415  (3.12 and later)

        return Monitoring()
    from loopsafe.guard.sensors.prologue import Prologue  # noqa: PLC0415  (knows 3.11 only)

    return Prologue()


def told_by(code: CodeType) -> None:
    """Note that a call of ``code`` is a violation in itself: what happens inside is part of it."""
    JUDGE.told_by[id(code)] = code


def promised(code: CodeType, *, believed: bool) -> None:
    """Note that ``code`` is marked as what does not block, and whether that is believed."""
    JUDGE.promises[id(code)] = Promise(code, believed)


def blocks(operation: Operation | None) -> bool:
    """Whether a call of a function is a violation in itself."""
    return operation is not None and operation.effect is Effect.BLOCKS


def told_by_nothing() -> None:
    """Forget what `told_by` and `promised` have noted."""
    JUDGE.told_by.clear()
    JUDGE.promises.clear()


def entered(operation: Operation, frame: FrameType, sensor: str) -> None:
    """Judge a function that begins to run in ``frame``.

    Raises:
        ViolationError: If it is a violation and the policy says to raise. The body does not run.
    """
    loop = running()
    if operation.effect is Effect.BLOCKS:
        if loop is None or not JUDGE.wants(operation, loop):
            return
        caller = frame.f_back
        if caller is not None and caller.f_code is loops.RUN_ONCE:
            return  # The loop waits for events: that is how it waits for everything.
        JUDGE.consider(
            Event(operation, frame, loop, sensor, entered=True), *_arguments(operation, frame)
        )
        return
    owner = _first(operation, frame)
    try:
        _off_loop(operation, owner, frame, sensor)
    except LoopOnlyError:
        if isinstance(owner, asyncio.AbstractEventLoop) and _is_a_futures_call(frame):
            # The future has its result already: what waits for it would wait for ever.
            values = frame.f_locals
            owner.call_soon_threadsafe(
                values["callback"], *values["args"], context=values["context"]
            )
        raise


def _is_a_futures_call(frame: FrameType) -> bool:
    """Whether ``loop.call_soon`` is called by a future that tells who waits for it."""
    if frame.f_code.co_name != "call_soon":
        return False
    values = frame.f_locals
    given = values.get("args")
    return (
        values.get("context") is not None
        and isinstance(given, tuple)
        and len(given) == 1
        and isinstance(given[0], asyncio.Future)
        and given[0].done()
    )


def _off_loop(operation: Operation, owner: object, frame: FrameType, sensor: str) -> None:
    """Judge a call of what belongs on the loop; ``owner`` is the object it belongs to, if any.

    "Some loop is running here" is not "its loop is running here": where the object knows its loop,
    that is the one that counts. A function that does not know is fine wherever no loop is running
    that it could disturb.
    """
    here = running()
    loop = _loop_of(owner)
    if loop is not None:
        if loop is here or not loop.is_running():
            return
    elif here is not None or THREAD.quiet or sensor != MARKS:
        return  # What asyncio has made and no loop has used yet belongs to nobody.
    else:
        others = loops.sightings()
        if not others:
            return
        loop = others[0].loop
    if JUDGE.wants(operation, loop):
        JUDGE.report(Event(operation, frame, loop, sensor, entered=True))


def _loop_of(owner: object) -> asyncio.AbstractEventLoop | None:
    if isinstance(owner, asyncio.AbstractEventLoop):
        return owner
    if isinstance(owner, asyncio.Future):
        return owner.get_loop()
    loop = getattr(owner, "_loop", None)
    return loop if isinstance(loop, asyncio.AbstractEventLoop) else None


def _first(operation: Operation, frame: FrameType) -> object:
    """Return the object whose method is called; for a function, the loop that it is given."""
    code = frame.f_code
    if operation.method and code.co_argcount:
        return frame.f_locals.get(code.co_varnames[0])
    return frame.f_locals.get("loop")


def _arguments(operation: Operation, frame: FrameType) -> tuple[list[Any], Mapping[str, Any]]:
    """Return the arguments that a function was called with, as far as they matter.

    A frame does not tell what was given and what is a default. What is the default counts as not
    given, which is the same to the function.
    """
    if operation.ready is None and not operation.overloads:
        return [], {}
    code = frame.f_code
    values = frame.f_locals
    named = code.co_argcount + code.co_kwonlyargcount
    more: tuple[Any, ...] = ()
    if code.co_flags & VARIADIC:
        more = values.get(code.co_varnames[named], ())
    args: list[Any] = []
    kwargs: dict[str, Any] = {}
    for index, name in enumerate(code.co_varnames[:named]):
        value = values.get(name)
        before_more = more and index < code.co_argcount
        if name in operation.defaults and value is operation.defaults[name] and not before_more:
            continue
        if index == len(args) < code.co_argcount:
            args.append(value)
        else:
            kwargs[name] = value
    if code.co_flags & KEYWORDS:
        last = named + bool(code.co_flags & VARIADIC)
        kwargs |= values.get(code.co_varnames[last], {})
    return [*args, *more], kwargs
