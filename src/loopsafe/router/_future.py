"""The future that `Router.submit` returns: a concurrent future that does not deadlock.

Waiting for it in a worker lends the worker's slot to a substitute. Waiting for it on the loop that
must do the work is refused. A loop that is closed in the meantime ends the wait.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import time
from typing import Final, TypeVar

from loopsafe.router._errors import BlockingOnLoopError, JobLostError
from loopsafe.router._scope import local

T = TypeVar("T")

LOOK: Final = 1.0
"""Seconds between two looks whether the loop is still there. A result ends the wait at once."""


class JobFuture(concurrent.futures.Future[T]):
    """The result of a job that another thread submitted.

    May be used on any thread, like every `concurrent.futures.Future`.
    ``await asyncio.wrap_future(future)`` waits for it on an event loop.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop, name: str) -> None:
        super().__init__()
        self._home = loop
        self.name: str = name
        """The qualified name of the function."""
        self.cancel_requested: bool = False
        """Whether `cancel` was called, be it too late."""

    def __repr__(self) -> str:
        return f"<JobFuture {self.name} {self._state.lower()}>"

    def cancel(self) -> bool:
        """Cancel the job if it has not begun. Any thread; never waits.

        A coroutine is cancelled in any case. A function that runs already goes on, and
        `loopsafe.from_thread.check_cancelled` raises in it.

        Returns:
            Whether the future is cancelled.
        """
        self.cancel_requested = True
        return super().cancel()

    def result(self, timeout: float | None = None) -> T:
        """Return the job's result, or raise its exception. Waits; not on the job's event loop.

        In a worker of the router, another thread takes over the worker's slot in the meantime.

        Args:
            timeout: Seconds to wait at most; 0 looks and does not wait.

        Raises:
            TimeoutError: If there is no result in time.
            BlockingOnLoopError: If this is the event-loop thread of the job's router, and there
                is no result yet.
            WouldDeadlockError: If this is a worker, and no other thread could do the job.
            JobLostError: If the loop was closed before there was a result.
            concurrent.futures.CancelledError: If the job was cancelled.
        """
        self._settle(timeout)
        return super().result(0)

    def exception(self, timeout: float | None = None) -> BaseException | None:
        """Return the exception that the job raised, or ``None``. Waits as `result` does."""
        self._settle(timeout)
        return super().exception(0)

    def outcome(self) -> T:
        """Return the result where the worker's slot has been lent already. Worker thread."""
        self._wait(None)
        return super().result(0)

    def _settle(self, timeout: float | None) -> None:
        """Wait until there is a result or the time is over."""
        if self.done() or (timeout is not None and timeout <= 0):
            return
        if asyncio._get_running_loop() is self._home:
            msg = (
                f'the event loop would wait for "{self.name}", and stand still: '
                "await router.run(...), or asyncio.wrap_future(future)"
            )
            raise BlockingOnLoopError(msg)
        scope = local.scope
        if scope is None:
            self._wait(timeout)
        else:
            with scope.waiting():
                self._wait(timeout)

    def _wait(self, timeout: float | None) -> None:
        deadline = None if timeout is None else time.monotonic() + timeout
        while not self.done():
            left = LOOK if deadline is None else min(LOOK, deadline - time.monotonic())
            if left <= 0:
                return
            try:
                super().exception(left)
            except TimeoutError:
                if self._home.is_closed() and not self.done():
                    msg = f'the event loop was closed before "{self.name}" had a result'
                    raise JobLostError(msg) from None
            except concurrent.futures.CancelledError:
                return
