"""The guard: what the mypy plugin promises before a program runs, checked while it runs.

::

    from loopsafe import guard

    with guard.guard():                      # raises, for tests
        asyncio.run(main())

    guard.install("log", level="staging")    # until uninstall(), for a staging system

It tells of blocking calls on a thread whose event loop is running, of calls off the loop's thread
of what belongs on it, and of callbacks that hold the loop up. ``LOOPSAFE_GUARD=raise`` (or
``warn``, ``log``) in the environment installs it where ``loopsafe`` is imported. ``docs/guard.md``
says what each sensor can see.

This package is loaded when it is first asked for: a program without a guard pays nothing.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from types import TracebackType
from typing import TYPE_CHECKING, Self

from loopsafe.guard.engine import ENGINE
from loopsafe.guard.errors import (
    BlockingCallError,
    BlockingCallWarning,
    GuardStateError,
    GuardWarning,
    LoopOnlyError,
    LoopOnlyWarning,
    ViolationError,
    ViolationWarning,
)
from loopsafe.guard.exemptions import allowed
from loopsafe.guard.judge import Policy
from loopsafe.guard.ledger import Ledger, Record
from loopsafe.guard.settings import (
    SLOW_CALLBACK,
    LevelName,
    OnViolation,
    from_environment,
    read_settings,
)
from loopsafe.guard.violation import Site, Violation

if TYPE_CHECKING:
    import asyncio

__all__ = [
    "BlockingCallError",
    "BlockingCallWarning",
    "Guard",
    "GuardStateError",
    "GuardWarning",
    "LoopOnlyError",
    "LoopOnlyWarning",
    "Record",
    "Site",
    "Violation",
    "ViolationError",
    "ViolationWarning",
    "allowed",
    "guard",
    "install",
    "install_from_environment",
    "refresh",
    "uninstall",
]


class Guard:
    """A guard that was asked for: a context manager, and what it has seen."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy

    @property
    def violations(self) -> list[Record]:
        """Each distinct violation that was seen so far, with its count. Any thread may ask."""
        return self._policy.ledger.records()

    def install(self) -> None:
        """Put it in force, for the whole process."""
        ENGINE.push(self._policy)

    def uninstall(self) -> None:
        """Take it out of force. Guards may be uninstalled in any order.

        Raises:
            GuardStateError: If it is not installed.
        """
        ENGINE.remove(self._policy)

    def __enter__(self) -> Self:
        self.install()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.uninstall()
        if error is None and self._policy.settings.on_violation == "raise":
            for record in self.violations:
                if record.first.sensor == "watchdog":
                    raise BlockingCallError(record.first)


def guard(  # noqa: PLR0913  (options, by keyword)
    on_violation: OnViolation = "raise",
    *,
    level: LevelName = "test",
    slow_callback: float | None = SLOW_CALLBACK,
    ignore_kinds: Iterable[str] = (),
    allow: Iterable[str] = (),
    stub_paths: Iterable[str | os.PathLike[str]] = (),
    loop: asyncio.AbstractEventLoop | None = None,
) -> Guard:
    """Return a guard, for a ``with`` statement. It watches all threads and all loops.

    Guards nest: the one that was installed last says what happens; what is watched is what the most
    thorough of them asks for.

    Args:
        on_violation: ``"raise"`` an error where the call is made, which then does not happen;
            ``"warn"`` with a Python warning; or ``"log"`` it, once for each place, to the logger
            ``loopsafe.guard``. A stall is noticed by another thread, which cannot raise: it is
            logged, told to the loop's exception handler, and raised at the end of the ``with``.
        level: How much is watched: ``"production"``, ``"staging"`` or ``"test"``. Each costs more
            than the one before.
        slow_callback: Seconds that a callback may take; ``None`` for no watchdog.
        ignore_kinds: Kinds of blocking that are accepted, of `loopsafe.KINDS`.
        allow: Names that are accepted, as patterns with ``*``: operations (``"os.stat"``), modules
            (``"app.legacy"``) and functions (``"app.legacy.Driver.*"``) on the way to the call.
        stub_paths: Folders with effect stubs of your own, as for the mypy plugin.
        loop: The only loop to guard. Others, such as the one that a notebook lives in, may block.

    Raises:
        TypeError, ValueError: If an option means nothing; the text names it.
    """
    settings = read_settings(
        on_violation,
        level=level,
        slow_callback=slow_callback,
        ignore_kinds=ignore_kinds,
        allow=allow,
        stub_paths=stub_paths,
        loop=loop,
    )
    return Guard(Policy(settings, Ledger()))


_installed: list[Guard] = []


def install(  # noqa: PLR0913  (options, by keyword)
    on_violation: OnViolation = "raise",
    *,
    level: LevelName = "test",
    slow_callback: float | None = SLOW_CALLBACK,
    ignore_kinds: Iterable[str] = (),
    allow: Iterable[str] = (),
    stub_paths: Iterable[str | os.PathLike[str]] = (),
    loop: asyncio.AbstractEventLoop | None = None,
) -> Guard:
    """Install a guard until `uninstall`. The options are those of `guard`.

    It may be called on any thread, with or without a loop, and more than once: each guard is
    uninstalled on its own.
    """
    made = guard(
        on_violation,
        level=level,
        slow_callback=slow_callback,
        ignore_kinds=ignore_kinds,
        allow=allow,
        stub_paths=stub_paths,
        loop=loop,
    )
    made.install()
    _installed.append(made)
    return made


def uninstall(installed: Guard | None = None) -> None:
    """Uninstall a guard; without an argument, the one that `install` has installed last.

    Raises:
        GuardStateError: If there is none.
    """
    if installed is None:
        if not _installed:
            msg = "guard.uninstall(): no guard is installed; guard.install() comes first"
            raise GuardStateError(msg)
        installed = _installed[-1]
    installed.uninstall()
    if installed in _installed:
        _installed.remove(installed)


def refresh() -> None:
    """Find functions that another framework has marked since the guard was installed.

    loopsafe's own marks are noticed when they are made. This looks at all objects of the process,
    which takes milliseconds: call it after imports, not in a callback.
    """
    ENGINE.refresh()


def install_from_environment() -> Guard | None:
    """Install what ``LOOPSAFE_GUARD`` asks for, if it asks. ``import loopsafe`` does this.

    Raises:
        ValueError: If the variable, or ``LOOPSAFE_GUARD_LEVEL``, has a value that means nothing.
    """
    wanted = from_environment(os.environ)
    return install(wanted[0], level=wanted[1]) if wanted is not None else None
