"""Callbacks that take too long, by a thread that looks at the stack of each running loop.

It asks nothing of the loop: no beat, no timer, no patch. That a callback is still the same one is
seen by its frame: while the frame object is held, no other frame can take its place. A frame is
held only when the same callback seems to run for the second time in a row, because holding it keeps
what it holds alive.

Three things look like a stall and are none: many short callbacks one after the other (their frames
differ); a machine or a GIL so busy that the watchdog itself is late (a late look says nothing about
the time in between; the callback has to be seen again); and a loop's thread that gets no core.

Code of C that keeps the GIL stops the watchdog, too. When it gets the GIL back, the loop's thread
is still at the place of the call: if the watchdog had to wait for the GIL (not for a core), and it
was the loop's thread that computed in the meantime, that call is what the time went into.
"""

from __future__ import annotations

import contextvars
import threading
import time
from collections.abc import Callable
from types import FrameType
from typing import Any, Final, NamedTuple

from loopsafe._effects import Effect
from loopsafe.guard import loops, places
from loopsafe.guard.judge import JUDGE
from loopsafe.guard.sensors.cores import cpu_time, wait_for_a_core, waits_of_this_thread
from loopsafe.guard.violation import Site, Violation

SENSOR: Final = "watchdog"
LOOKS: Final = 4
"""How often it looks at a callback that is suspected, during the time that is allowed."""
PATIENT: Final = 2
"""How many times rarer it may look as long as there is no suspicion, where its cost is felt."""
REST: Final = 5
"""After so many looks, sensors that rest are woken."""
SHARE: Final = 0.7
"""Of what the process has computed while the watchdog was late, the part of the loop's thread."""
LEAST: Final = 0.5
"""Of the time that is allowed, the part that the loop's thread must have computed meanwhile, or
spent with anything but waiting for a core."""
ASKED: Final = 8
"""A thread asks for the GIL every 5 ms. One that has asked so often has waited for just that: code
of Python would have let go of it at the first time."""
NAME: Final = "loopsafe-watchdog"
_acquire: Final = type(threading.Lock()).acquire
"""As it is before a guard takes its place. Each look takes the GIL from the loop, in the midst of
its work and with cold caches: what an event does in Python to wait would be half of it."""


class _Suspect(NamedTuple):
    """A callback that was running at two looks in a row."""

    since: float
    """When it was seen first. `time.monotonic`, in seconds."""
    mark: tuple[int, object]
    """The id of its frame, and the turn of its loop: good enough for a suspicion."""
    frame: FrameType | None = None
    """Held from the second look on: now the identity is certain."""
    held: float = 0.0
    starved: float = 0.0
    """How long its thread had waited for a core by then, in seconds."""
    told: Violation | None = None


class Watchdog:
    """The thread, and what it remembers between two looks."""

    def __init__(self, limit: float, wake: Callable[[], None], patience: int = 1) -> None:
        self._wake = wake
        self.patience = patience
        self._looks = 0
        self.limit = limit
        self._interval = limit / LOOKS
        self._over = threading.Lock()  # Held until the thread has to end.
        self._looking = threading.Lock()
        self._thread: threading.Thread | None = None
        self._suspects: dict[int, _Suspect] = {}
        self._cpu: dict[int, float] = {}
        self._total = 0.0
        self._waits = 0

    def start(self) -> None:
        """Start the thread. In a forked child: start it again."""
        self._over = threading.Lock()
        _acquire(self._over)
        self._suspects.clear()
        # Most loops run on the main thread: what it has used so far is no sign of anything.
        main = threading.main_thread().ident or 0
        self._cpu = {main: cpu_time(main)}
        self._total = time.process_time()
        self._thread = threading.Thread(target=self._run, name=NAME, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the thread, and wait for that: it takes as long as one look."""
        thread, self._thread = self._thread, None
        if thread is not None:
            self._over.release()
            if thread.is_alive() and thread is not threading.current_thread():
                thread.join()
        self._suspects.clear()

    def settle(self) -> None:
        """Wait until a look that has begun is over: what it sees belongs to the guard in force."""
        if threading.current_thread() is not self._thread:
            with self._looking:
                pass

    def _run(self) -> None:
        over, previous = self._over, time.monotonic()
        self._waits = waits_of_this_thread()
        while True:
            suspicion = any(item.frame is not None for item in self._suspects.values())
            pause = self._interval * (1 if suspicion else self.patience)
            # What it has done since the last look may have taken long, too: it needs the GIL.
            if _acquire(over, timeout=max(0.0, previous + pause - time.monotonic())):
                return
            # From here to the frames of the loop's thread, nothing may let go of the GIL: that
            # thread would go on, and what it has done would not be seen.
            now, waits = time.monotonic(), waits_of_this_thread()
            with self._looking:
                self.look(now, now - previous - pause)
            previous, self._waits = now, waits
            self._looks += 1
            if self._looks % REST == 0:
                self._wake()

    def look(self, now: float, late: float) -> None:
        """Look at every loop once.

        Args:
            now: The time, in seconds.
            late: By how much this look came later than it should have, in seconds.
        """
        seen: set[int] = set()
        sightings = loops.sightings(but=threading.get_ident())
        threads = {threading.main_thread().ident or 0} | {item.thread for item in sightings}
        total = time.process_time()
        used, self._total = total - self._total, total
        computed_by = {thread: self._computed(thread) for thread in threads}
        for sighting in sightings:
            seen.add(sighting.thread)
            computed = computed_by.get(sighting.thread, 0.0)
            if sighting.callback is None or _waits_for_events(sighting):
                self._suspects.pop(sighting.thread, None)
                continue
            found = None
            if late >= self.limit and computed >= max(SHARE * used, LEAST * self.limit):
                # At once: the thread goes on as soon as it can.
                found = _describe(sighting, late * 1000)
            hogged = late if found is not None and self._waited_for_the_gil() else 0.0
            self._suspect(sighting, now, hogged, found)
        for thread in self._suspects.keys() - seen:
            del self._suspects[thread]

    def _waited_for_the_gil(self) -> bool:
        """Whether the watchdog was late because of that, and not because other programs ran."""
        return waits_of_this_thread() - self._waits >= ASKED

    def _suspect(
        self, sighting: loops.Sighting, now: float, hogged: float, found: Violation | None
    ) -> None:
        frame = sighting.callback
        assert frame is not None  # noqa: S101  (the caller has looked)
        # By its id alone, every fourth callback of a busy loop would be taken for the last one.
        mark = id(frame), sighting.turn
        known = self._suspects.get(sighting.thread)
        if known is not None and known.frame is not None and known.frame is not frame:
            known = None
        if known is None or (known.frame is None and known.mark != mark):
            known = _Suspect(now - hogged, mark)
        elif known.frame is None:
            starved = wait_for_a_core(sighting.thread)
            known = known._replace(frame=frame, held=now, starved=starved)
        elapsed = now - known.since
        certain = hogged > 0 or (known.frame is not None and now - known.held >= self._interval)
        if elapsed >= self.limit and certain:
            known = self._tell(sighting, known, elapsed, found if hogged else None)
        self._suspects[sighting.thread] = known

    def _tell(
        self,
        sighting: loops.Sighting,
        known: _Suspect,
        elapsed: float,
        found: Violation | None,
    ) -> _Suspect:
        milliseconds = elapsed * 1000
        policy = JUDGE.policy
        if policy is None:
            return known
        if known.told is not None:
            policy.ledger.lengthen(known.told, milliseconds)
            return known
        wanted = policy.settings.loop
        violation = found or _describe(sighting, milliseconds)
        if violation is None or (wanted is not None and sighting.loop is not wanted):
            return known
        if found is None and self._only_starved(sighting, known, elapsed):
            return known
        if JUDGE.stuck(violation, sighting.top, _context_of(sighting.callback)):
            if policy.settings.on_violation == "raise":
                _tell_the_loop(sighting.loop, violation)
            # Held from now on, if it was not: the next one may get the same place in memory.
            return known._replace(told=violation, frame=sighting.callback)
        return known

    def _only_starved(self, sighting: loops.Sighting, known: _Suspect, elapsed: float) -> bool:
        """Whether the callback has done little in all that time but wait for a core."""
        waited = wait_for_a_core(sighting.thread) - known.starved
        return elapsed - waited < LEAST * self.limit

    def _computed(self, thread: int) -> float:
        """Return how long a thread has used the CPU since the last look, in seconds."""
        used = cpu_time(thread)
        before = self._cpu.get(thread, used)
        self._cpu[thread] = used
        return used - before


def _waits_for_events(sighting: loops.Sighting) -> bool:
    """Whether the loop waits in its selector, which is how it should spend its time."""
    frame = sighting.callback
    return (
        frame is not None
        and sighting.root.f_code is loops.RUN_ONCE
        and frame.f_code is not loops.HANDLE_RUN
        and _outermost(sighting) is None
    )


def _outermost(sighting: loops.Sighting) -> FrameType | None:
    """Return the loop's own frame that runs a callback, if it does."""
    frame: FrameType | None = sighting.top
    while frame is not None and frame is not sighting.root:
        if frame.f_code is loops.HANDLE_RUN:
            return frame
        frame = frame.f_back
    return None


def _context_of(callback: FrameType | None) -> contextvars.Context | None:
    """Return the context that a callback runs in: its exemptions count for the watchdog, too."""
    handle: Any = None
    if callback is not None and callback.f_code is loops.HANDLE_RUN:
        handle = callback.f_locals.get("self")
    context = getattr(handle, "_context", None)
    return context if isinstance(context, contextvars.Context) else contextvars.Context()


def _describe(sighting: loops.Sighting, milliseconds: float) -> Violation | None:
    """Say where a stuck loop is; ``None`` where a tool holds it up, such as a debugger."""
    sites: list[Site] = []
    place: Site | None = None
    frame: FrameType | None = sighting.top
    while frame is not None and id(frame.f_code) not in loops.ROOTS:
        code = frame.f_code
        owner = places.owner(code.co_filename)
        if (place is None and owner is places.Owner.SILENT) or places.first_use(frame):
            return None
        if owner is not places.Owner.GUARD:
            site = Site(code.co_qualname, code.co_filename, frame.f_lineno or code.co_firstlineno)
            sites.append(site)
            if place is None and owner is places.Owner.PROGRAM:
                place = site
        frame = frame.f_back
    if not sites:
        return None
    return Violation(
        operation=sites[0].function,
        effect=Effect.BLOCKS,
        kind="cpu",
        instead=None,
        chain=tuple(reversed(sites)),
        place=place or sites[-1],
        loop=loops.describe(sighting.loop),
        thread=_thread_name(sighting.thread),
        sensor=SENSOR,
        milliseconds=milliseconds,
    )


def _thread_name(ident: int) -> str:
    for thread in threading.enumerate():
        if thread.ident == ident:
            return thread.name
    return f"thread {ident}"


def _tell_the_loop(loop: Any, violation: Violation) -> None:
    """Let the loop's exception handler know, when it can: nothing can be raised in the callback."""
    from loopsafe.guard.errors import BlockingCallError  # noqa: PLC0415  (seldom)

    error = BlockingCallError(violation)
    details = {"message": "A callback held up the event loop", "exception": error}
    try:
        loop.call_soon_threadsafe(loop.call_exception_handler, details)
    except RuntimeError:
        return  # It has been closed in between.
