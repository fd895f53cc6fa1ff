"""A pool with a queue that can be full: who awaits a job waits for room, everybody else is told."""

from __future__ import annotations

import asyncio
import collections
import contextvars
import time
from collections.abc import Callable, Mapping
from typing import Any, Final

from loopsafe._markers import thread_safe
from loopsafe.router._errors import QueueFullError
from loopsafe.router._future import JobFuture
from loopsafe.router._handover import JobTuple
from loopsafe.router._inbox import Inbox
from loopsafe.router._mailbox import Item
from loopsafe.router._plan import name_of
from loopsafe.router._pool import Pool
from loopsafe.router._spec import Workers

SWEEP: Final = 64


class BoundedPool(Pool):
    """A `Pool` whose queue takes so many jobs and no more."""

    def __init__(self, name: str, inbox: Inbox, workers: Workers, *, portable: bool) -> None:
        super().__init__(name, inbox, workers, portable=portable)
        self._bound = workers.queue or 1
        self._backlog: collections.deque[JobTuple] = collections.deque()
        """Jobs whose waiters wait for room, in order. Event-loop thread."""
        self._sweep_backlog_at = SWEEP

    @thread_safe(unchecked=True)  # the lock is held for a few instructions
    def run(
        self, func: Callable[..., Any], args: tuple[Any, ...], kwargs: Mapping[str, Any]
    ) -> asyncio.Future[Any]:
        """Queue a job; where there is no room, its waiter waits for that as well."""
        with self.lock:
            if not self._backlog and self._has_room():
                return super().run(func, args, kwargs)
        future: asyncio.Future[Any] = asyncio.Future(loop=self.loop)
        job = future, func, args, kwargs, contextvars.copy_context(), time.perf_counter_ns()
        self.submitted += 1
        self._backlog.append(job)
        if len(self._backlog) > self._sweep_backlog_at:
            self._sweep_backlog()
        return future

    @thread_safe(unchecked=True)  # as above
    def start(
        self, func: Callable[..., Any], args: tuple[Any, ...], kwargs: Mapping[str, Any]
    ) -> asyncio.Future[Any]:
        """Queue a job.

        Raises:
            QueueFullError: If there is no room: nobody is there who could wait for it.
        """
        with self.lock:
            self._require_room(func)
            return super().run(func, args, kwargs)

    def submit(
        self,
        future: JobFuture[Any],
        func: Callable[..., Any],
        args: tuple[Any, ...],
        kwargs: Mapping[str, Any],
    ) -> None:
        """Queue a job from any thread.

        Raises:
            QueueFullError: If there is no room. To wait for it could be a deadlock.
        """
        with self.lock:
            self._require_room(func)
            super().submit(future, func, args, kwargs)

    def land(self, item: Item) -> None:
        """Take a result, and let in who waits for room."""
        super().land(item)
        while self._backlog and self._has_room():
            job = self._backlog.popleft()
            if job[0].cancelled():
                self._dropped(job)
                continue
            if self.threads < self.allowed:
                self.grow()
            self.queue.put(job)

    def cancel_queued(self) -> None:
        """Cancel what has not begun, and what waits for room."""
        super().cancel_queued()
        for job in self._backlog:
            job[0].cancel()
            self._dropped(job)
        self._backlog.clear()

    def _has_room(self) -> bool:
        # Those that run need no room in the queue. What the loop has not heard of is not over.
        return self.outstanding - len(self._backlog) < self.allowed + self._bound

    def _require_room(self, func: object) -> None:
        if self._backlog or not self._has_room():
            msg = (
                f'"{name_of(func)}" was refused: {self._bound} jobs are waiting for executor '
                f'"{self.name}", whose queue takes no more; await router.run(...) to wait for room'
            )
            raise QueueFullError(msg)

    def _sweep_backlog(self) -> None:
        kept: collections.deque[JobTuple] = collections.deque()
        for job in self._backlog:
            if job[0].cancelled():
                self._dropped(job)
            else:
                kept.append(job)
        self._backlog = kept
        self._sweep_backlog_at = max(SWEEP, 2 * len(kept))
