"""What a worker thread knows of where it came from: the way back, and who waits for it."""

from __future__ import annotations

import threading
from contextlib import AbstractContextManager
from typing import Any, Protocol

from loopsafe.router._mailbox import Mailbox


class Scope(Protocol):
    """What a job's thread offers to `loopsafe.from_thread`."""

    @property
    def mailbox(self) -> Mailbox:
        """The way to the loop."""

    @property
    def inbox(self) -> Any:
        """What takes calls for the loop."""

    def waiting(self) -> AbstractContextManager[object]:
        """Let another thread work in the meantime, or raise `WouldDeadlockError`."""

    def is_cancelled(self) -> bool:
        """Whether nobody waits for the job any longer."""


class _Local(threading.local):
    scope: Scope | None = None


local = _Local()
"""``local.scope`` is the scope of the job that runs on this thread, if one does."""
