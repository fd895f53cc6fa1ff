"""What the guard raises and warns with.

Owns the classes only. What a violation is, and how it is told, is in `loopsafe.guard.violation`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from loopsafe.guard.violation import Violation


class ViolationError(Exception):
    """Code did on this thread what its thread forbids. The operation was not carried out."""

    def __init__(self, violation: Violation) -> None:
        super().__init__(violation)
        self.violation = violation

    def __str__(self) -> str:
        return self.violation.text()


class BlockingCallError(ViolationError):
    """A blocking call on a thread whose event loop is running."""


class LoopOnlyError(ViolationError):
    """A call off the event-loop thread of what belongs on it."""


class ViolationWarning(UserWarning):
    """What is told instead, when the guard was asked to warn."""


class BlockingCallWarning(ViolationWarning):
    """A blocking call on a thread whose event loop is running."""


class LoopOnlyWarning(ViolationWarning):
    """A call off the event-loop thread of what belongs on it."""


class GuardWarning(UserWarning):
    """The guard itself cannot do all that was asked of it; the text says what and why."""


class GuardStateError(RuntimeError):
    """The guard was asked for what makes no sense now, such as to uninstall what is not there."""
