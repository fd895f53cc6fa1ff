"""From "this thread is about to do that" to "this is a violation", and what happens then.

Every sensor ends here. In this order, the cheap and likely first: is the guard at work on this
thread, is the kind of interest, whose frames lead here, is there an exemption? Then the violation
is written down and raised, warned of, or logged.

`POLICY` is the policy in force. There is one for the process: a loop cannot know which of several
guards a thread that blocks it belongs to.
"""

from __future__ import annotations

import asyncio
import contextvars
import fnmatch
import logging
import sys
import threading
import warnings
from collections.abc import Mapping, Sequence
from types import CodeType, FrameType, MappingProxyType
from typing import Any, Final, NamedTuple

from loopsafe._effects import Effect
from loopsafe.guard import exemptions, loops, places
from loopsafe.guard.errors import (
    BlockingCallError,
    BlockingCallWarning,
    LoopOnlyError,
    LoopOnlyWarning,
    ViolationError,
    ViolationWarning,
)
from loopsafe.guard.ledger import Ledger
from loopsafe.guard.operations import Operation
from loopsafe.guard.settings import Settings
from loopsafe.guard.violation import Site, Violation

COROUTINE: Final = 0x80
"""``co_flags`` of a coroutine function (``inspect.CO_COROUTINE``)."""
NO_KEYWORDS: Final[Mapping[str, Any]] = MappingProxyType({})
logger: Final = logging.getLogger("loopsafe.guard")

ERRORS: Final[dict[Effect, type[ViolationError]]] = {
    Effect.BLOCKS: BlockingCallError,
    Effect.LOOP_ONLY: LoopOnlyError,
}
WARNINGS: Final[dict[Effect, type[ViolationWarning]]] = {
    Effect.BLOCKS: BlockingCallWarning,
    Effect.LOOP_ONLY: LoopOnlyWarning,
}


class Policy:
    """What the guard in force does about a violation, and where it writes it down."""

    def __init__(self, settings: Settings, ledger: Ledger) -> None:
        self.settings = settings
        self.ledger = ledger
        self.allow: dict[str, int] = dict.fromkeys(settings.allow, 0)
        """How often each pattern was needed."""


class _Thread(threading.local):
    quiet: int = 0
    """Above 0 the thread does something for the guard, or something that was told already."""
    printing: tuple[int, int, int] | None = None
    """Where the interpreter has begun to print an error that nobody can catch: it reads the lines
    of source in C, below the frame that happens to run."""


class Quiet:
    """The guard looks away from this thread for the length of a block."""

    __slots__ = ()

    def __enter__(self) -> None:
        THREAD.quiet += 1

    def __exit__(self, *_exc: object) -> None:
        THREAD.quiet -= 1


class Event(NamedTuple):
    """What a sensor has seen."""

    operation: Operation
    frame: FrameType | None
    """The innermost frame to look at: the caller, or the function that has just been entered."""
    loop: asyncio.AbstractEventLoop | None
    sensor: str
    entered: bool = False
    """Whether ``frame`` is the operation itself, a Python function that is about to run."""


class Promise(NamedTuple):
    """A mark that says: this does not block."""

    code: CodeType
    believed: bool
    """Whether its author vouches for the body, down to the next function with a promise."""


class _Stack(NamedTuple):
    chain: tuple[Site, ...]
    place: Site
    names: tuple[str, ...]
    """Modules and functions of the frames, for ``allow``."""


THREAD: Final = _Thread()
QUIET: Final = Quiet()


class Judge:
    """Decides and acts. One instance, `JUDGE`, for the process."""

    def __init__(self) -> None:
        self.policy: Policy | None = None
        self.told_by: dict[int, object] = {}
        """Code objects, by id, whose call is a violation in itself: what they do is theirs."""
        self.promises: dict[int, Promise] = {}
        """Code objects, by id, of functions that are marked to run on a loop, or anywhere."""

    def wants(self, operation: Operation, loop: asyncio.AbstractEventLoop | None) -> bool:
        """Whether the policy in force is interested at all. Cheap: it is asked most often."""
        policy = self.policy
        if policy is None or THREAD.quiet:
            return False
        settings = policy.settings
        if operation.kind in settings.ignore_kinds:
            return False
        return settings.loop is None or loop is settings.loop

    def consider(
        self, event: Event, args: Sequence[Any], kwargs: Mapping[str, Any] = NO_KEYWORDS
    ) -> bool:
        """Judge a call by its arguments, and report it if it waits.

        Returns:
            Whether it waits and has been told, as far as it had to be.

        Raises:
            ViolationError: If it is a violation and the policy says to raise.
        """
        THREAD.quiet += 1
        try:
            waits = event.operation.waits(args, kwargs)
        finally:
            THREAD.quiet -= 1
        if waits:
            self.report(event)
        return waits

    def report(self, event: Event) -> None:
        """Judge what a sensor has seen on this thread, and act.

        Raises:
            ViolationError: If it is a violation and the policy says to raise.
        """
        policy = self.policy
        if policy is None or THREAD.quiet:
            return
        THREAD.quiet += 1
        try:
            stack = self._look(event)
            if stack is None or self._exempt(policy, event.operation, stack.names, None):
                return
            violation = _describe(event, stack)
            self._act(policy, violation)
        finally:
            THREAD.quiet -= 1

    def stuck(
        self, violation: Violation, frames: FrameType, context: contextvars.Context | None
    ) -> bool:
        """Judge a stall, on the watchdog's thread. Returns whether it was a violation."""
        policy = self.policy
        if policy is None or "cpu" in policy.settings.ignore_kinds:
            return False
        names = tuple(name for frame in _frames(frames) for name in _names(frame))
        if self._exempt(policy, Operation(violation.operation, Effect.BLOCKS), names, context):
            return False
        policy.ledger.add(violation)
        if policy.settings.on_violation == "warn":
            _warn(violation)
        else:
            logger.warning("%s", violation.text())
        return True

    def _act(self, policy: Policy, violation: Violation) -> None:
        action = policy.settings.on_violation
        record = policy.ledger.add(violation, raised=action == "raise")
        if action == "raise":
            raise ERRORS[violation.effect](violation)
        if record.count > 1:
            return
        if action == "warn":
            _warn(violation)
        else:
            logger.warning("%s", violation.text())

    def _look(self, event: Event) -> _Stack | None:
        """Collect the frames down to the loop; ``None`` if one of them makes the call fine."""
        sites: list[Site] = []
        names: list[str] = []
        place: Site | None = None
        blocking = event.operation.effect is Effect.BLOCKS
        if event.operation.kind == "disk" and THREAD.printing == spot_of(event.frame):
            return None
        first = event.entered
        begin: int | None = None
        promised = False
        for frame in _frames(event.frame):
            code = frame.f_code
            entered, first = first, False
            if not entered and blocking:
                if id(code) in self.told_by:
                    return None
                promise = self.promises.get(id(code))
                if promise is not None and promise.believed and not promised:
                    return None
                promised |= promise is not None or bool(code.co_flags & COROUTINE)
            owner = places.owner(code.co_filename)
            if owner is places.Owner.GUARD:
                continue
            if event.operation.program_only and not (sites or entered or places.acts(code, owner)):
                return None
            if blocking and (code.co_name == "__del__" or places.silent_function(frame)):
                return None  # Of a destructor: to stop it would leave open what it closes.
            names += _names(frame)
            if entered:
                continue
            if blocking and place is None and owner is places.Owner.SILENT:
                return None
            site = Site(code.co_qualname, code.co_filename, frame.f_lineno or code.co_firstlineno)
            sites.append(site)
            if owner is places.Owner.PROGRAM:
                place = place or site
                begin = len(sites)
        if not blocking:
            # What a thread begins with is the same for all of them.
            del sites[begin:]
        if blocking and not sites and not loops.calls(event.frame, event.operation.name):
            return None  # The interpreter does it by itself: it closes a file that is garbage.
        if place is None:
            place = sites[0] if sites else Site(event.operation.name, "<event loop>", 0)
        return _Stack(tuple(reversed(sites)), place, tuple(names))

    @staticmethod
    def _exempt(
        policy: Policy,
        operation: Operation,
        names: tuple[str, ...],
        context: contextvars.Context | None,
    ) -> bool:
        current = exemptions.in_force(context)
        if current:
            current[-1].used += 1
            return True
        for pattern in policy.allow:
            if any(fnmatch.fnmatchcase(name, pattern) for name in (operation.name, *names)):
                policy.allow[pattern] += 1
                return True
        return False


def _frames(frame: FrameType | None) -> list[FrameType]:
    """Return a frame and its callers down to the loop's own, innermost first."""
    found = []
    while frame is not None and id(frame.f_code) not in loops.ROOTS:
        found.append(frame)
        frame = frame.f_back
    return found


def spot_of(frame: FrameType | None) -> tuple[int, int, int]:
    """Return what tells an instruction that runs in a frame from others, without keeping it."""
    return (id(frame), id(frame.f_code), frame.f_lasti) if frame is not None else (0, 0, 0)


def _names(frame: FrameType) -> tuple[str, str]:
    module = str(frame.f_globals.get("__name__", "?"))
    return module, f"{module}.{frame.f_code.co_qualname}"


def _describe(event: Event, stack: _Stack) -> Violation:
    operation = event.operation
    return Violation(
        operation=operation.name,
        effect=operation.effect,
        kind=operation.kind,
        instead=operation.instead,
        chain=stack.chain,
        place=stack.place,
        loop=loops.describe(event.loop),
        thread=threading.current_thread().name,
        sensor=event.sensor,
        task=loops.task_name(event.loop) if operation.effect is Effect.BLOCKS else None,
    )


def _warn(violation: Violation) -> None:
    """Warn as if the place itself had: filters by module and line work as for any warning."""
    module = next(
        (
            str(name)
            for name, loaded in list(sys.modules.items())
            if getattr(loaded, "__file__", None) == violation.place.file
        ),
        violation.place.file,
    )
    warnings.warn_explicit(
        violation.text(),
        WARNINGS[violation.effect],
        violation.place.file,
        violation.place.line,
        module=module,
        registry={},
    )


JUDGE: Final = Judge()
