"""Guards that are installed, and the sensors that they need.

Guards form a stack, and the one on top says what happens. Each may leave the stack at any time. The
sensors are those of the highest level that any of them asks for; with the last guard, all go.
"""

from __future__ import annotations

import os
import threading
import warnings
from pathlib import Path
from typing import Final

from loopsafe.guard import exemptions, places
from loopsafe.guard.catalogue import Watchlist
from loopsafe.guard.errors import GuardStateError, GuardWarning
from loopsafe.guard.judge import JUDGE, QUIET, Policy
from loopsafe.guard.sensors import audit, blockbuster
from loopsafe.guard.sensors.functions import FunctionSensor, function_sensor
from loopsafe.guard.sensors.marks import Marks
from loopsafe.guard.sensors.patches import FOR_STAGING, Patches
from loopsafe.guard.sensors.stubbed import Stubbed
from loopsafe.guard.sensors.watchdog import PATIENT, Watchdog
from loopsafe.guard.settings import Level


class _Sensors:
    """The sensors of one level, at work. What cannot work here has warned of it."""

    def __init__(self, level: Level, stub_paths: tuple[Path, ...]) -> None:
        self.level = level
        self.stub_paths = stub_paths
        self.functions: FunctionSensor = function_sensor()
        self.marks = Marks(self.functions)
        self.patches = Patches(None if level >= Level.TEST else FOR_STAGING)
        self.stubbed: Stubbed | None = None

    def start(self) -> None:
        if self.functions.start():
            self.marks.start()
        if self.level < Level.STAGING:
            return
        watchlist = Watchlist(self.stub_paths)
        audit.start(watchlist.operation)
        self.patches.start()
        self.stubbed = Stubbed(watchlist, self.functions, self.patches)
        self.stubbed.start()
        if self.level >= Level.TEST:
            blockbuster.start(self.patches, watchlist)
        for problem in watchlist.problems():
            warnings.warn(f"The guard cannot use an effect stub: {problem}", GuardWarning, 2)

    def stop(self) -> None:
        if self.stubbed is not None:
            self.stubbed.stop()
        self.patches.stop()
        audit.stop()
        self.marks.stop()
        self.functions.stop()
        places.forget()


class Engine:
    """Installs and uninstalls. One instance, `ENGINE`, for each interpreter."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._stack: list[Policy] = []
        self._sensors: _Sensors | None = None
        self._watchdog: Watchdog | None = None
        self._notices_forks = False

    def push(self, policy: Policy) -> None:
        """Put a guard in force."""
        with QUIET, self._lock:
            if not self._stack:
                exemptions.forget()
            self._stack.append(policy)
            try:
                self._adjust()
            except BaseException:
                self._stack.remove(policy)
                self._adjust()
                raise

    def remove(self, policy: Policy) -> None:
        """Take a guard out of force, wherever it is in the stack.

        Raises:
            GuardStateError: If it is not installed.
        """
        with QUIET, self._lock:
            if policy not in self._stack:
                msg = "This guard is not installed (any more): each guard is uninstalled once"
                raise GuardStateError(msg)
            if self._watchdog is not None:
                self._watchdog.settle()
            self._stack.remove(policy)
            self._adjust()
            if not self._stack:
                _tell_unused(policy)

    def top(self) -> Policy | None:
        """Return the policy in force."""
        with self._lock:
            return self._stack[-1] if self._stack else None

    def refresh(self) -> None:
        """Find functions that other frameworks have marked since the guard was installed."""
        with QUIET, self._lock:
            if self._sensors is not None:
                self._sensors.marks.refresh()

    def _adjust(self) -> None:
        """Let the sensors, the policy and the watchdog fit the stack."""
        level = max((policy.settings.level for policy in self._stack), default=None)
        paths = tuple(path for policy in self._stack for path in policy.settings.stub_paths)
        sensors = self._sensors
        if sensors is not None and (sensors.level is not level or sensors.stub_paths != paths):
            JUDGE.policy = None
            self._sensors = None
            sensors.stop()
        if self._sensors is None and level is not None:
            self._sensors = _Sensors(level, paths)
            self._sensors.start()
        policy = self._stack[-1] if self._stack else None
        JUDGE.policy = policy
        patience = 1 if level is Level.TEST else PATIENT
        self._watch(policy.settings.slow_callback if policy is not None else None, patience)
        if not self._notices_forks and hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self._forked)
            self._notices_forks = True

    def _watch(self, limit: float | None, patience: int) -> None:
        current = self._watchdog
        if current is not None and (current.limit, current.patience) != (limit, patience):
            current.stop()
            self._watchdog = None
        if self._watchdog is None and limit is not None:
            watchdog = Watchdog(limit, self._wake, patience)
            try:
                watchdog.start()
            except RuntimeError as error:  # An isolated subinterpreter may start no such thread.
                message = f"The guard has no watchdog: {error}; callbacks may take any time"
                warnings.warn(message, GuardWarning, stacklevel=2)
                return
            self._watchdog = watchdog

    def _wake(self) -> None:
        sensors = self._sensors
        if sensors is not None:
            sensors.functions.wake()

    def _forked(self) -> None:
        """In a child there is one thread: not the watchdog, and no one who would free a lock."""
        self._lock = threading.RLock()
        if self._watchdog is not None:
            self._watchdog = Watchdog(self._watchdog.limit, self._wake, self._watchdog.patience)
            self._watchdog.start()


def _tell_unused(policy: Policy) -> None:
    """Report exemptions that nothing needed; only where everything was watched that could be."""
    if policy.settings.level is not Level.TEST:
        return
    for exemption in exemptions.unused():
        warnings.warn_explicit(
            f'guard.allowed("{exemption.reason}") in "{exemption.place.function}" allowed nothing: '
            "no blocking call was made there; remove it",
            GuardWarning,
            exemption.place.file,
            exemption.place.line,
        )
    for pattern, used in policy.allow.items():
        if not used:
            warnings.warn(
                f'guard(allow=["{pattern}"]) allowed nothing; remove it', GuardWarning, stacklevel=2
            )


ENGINE: Final = Engine()
