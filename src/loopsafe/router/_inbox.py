"""What runs on the loop for others: tasks that the router began, and calls from other threads.

It outlives the router that made it, in the hands of workers that are still at a job; so it must not
know the router.
"""

from __future__ import annotations

import asyncio
import contextlib
import contextvars
import sys
import threading
import time
from collections.abc import Callable, Coroutine, Mapping
from typing import Any, TypeVar

from loopsafe.router._errors import RouterClosedError
from loopsafe.router._future import JobFuture
from loopsafe.router._mailbox import Item, Mailbox
from loopsafe.router._plan import COROUTINE, name_of
from loopsafe.router._tally import NANO, ExecutorStats, Hook, JobReport, Outcome, Tally
from loopsafe.router._worker import delivered, settle

T = TypeVar("T")

CLOSED = "the router is closed: it takes no more jobs"


class Inbox:
    """Takes coroutines and callbacks to run on the loop."""

    def __init__(self, mailbox: Mailbox, hook: Hook | None) -> None:
        self.mailbox = mailbox
        self.loop = mailbox.loop
        self.hook = hook
        self.gate = threading.RLock()
        """Held by other threads while they hand over a job, so that none slips in at the close."""
        self.closed = False
        self.started: set[asyncio.Future[Any]] = set()
        """What `Router.start` began, and nobody else may hold. Event-loop thread."""
        self.tally = Tally()

    def begin(
        self,
        coroutine: Coroutine[Any, Any, T],
        name: str,
        context: contextvars.Context | None = None,
    ) -> asyncio.Task[T]:
        """Start a task and keep it alive. Event-loop thread.

        From Python 3.12 on it runs at once until it first waits.
        """
        began = time.perf_counter_ns()
        task: asyncio.Task[T]
        if sys.version_info >= (3, 12) and self.loop.get_task_factory() is None:
            task = asyncio.Task(
                coroutine, loop=self.loop, name=name, context=context, eager_start=True
            )
        else:
            task = self.loop.create_task(coroutine, name=name, context=context)
        if task.done():
            self._over(task, name, began)
        else:
            self.keep(task)
            task.add_done_callback(lambda task: self._over(task, name, began))
        return task

    def keep(self, future: asyncio.Future[Any]) -> None:
        """Keep what was started alive until it is over. Event-loop thread."""
        if not future.done():
            self.started.add(future)
            future.add_done_callback(self.started.discard)

    def _over(self, task: asyncio.Task[Any], name: str, began: int) -> None:
        outcome: Outcome = "done"
        if task.cancelled():
            outcome = "cancelled"
        # Not task.exception(): it would count as retrieved, and nobody would hear of it.
        elif task._exception is not None:
            outcome = "failed"
        took = time.perf_counter_ns() - began
        self.tally.took(took)
        self.tally.count(outcome)
        if self.hook is not None:
            self.hook(JobReport(name, "loop", outcome, 0.0, took * NANO))

    def call(
        self,
        route: int,
        func: Callable[..., Any],
        args: tuple[Any, ...],
        kwargs: Mapping[str, Any],
    ) -> JobFuture[Any]:
        """Have a coroutine function or a callback called on the loop. Any other thread.

        Raises:
            RouterClosedError: If the router is closed.
        """
        future: JobFuture[Any] = JobFuture(self.loop, name_of(func))
        context = contextvars.copy_context()
        with self.gate:
            if self.closed:
                raise RouterClosedError(CLOSED)
            self.mailbox.post((self, future, route, func, args, kwargs, context))
        return future

    def land(self, item: Item) -> None:
        """Do what another thread has asked for. Event-loop thread."""
        _, future, route, func, args, kwargs, context = item
        if self.closed:
            future.cancel()
        if future.cancelled():
            future.set_running_or_notify_cancel()
            self.tally.cancelled += 1
        elif route == COROUTINE:
            self._begin_for(future, func, args, kwargs, context)
        elif future.set_running_or_notify_cancel():
            value = error = None
            try:
                value = context.run(func, *args, **kwargs)
            except Exception as raised:  # noqa: BLE001  (all of it is the waiter's)
                error = delivered(raised, func)
            except BaseException as raised:
                settle(future, None, raised)
                raise
            settle(future, value, error)

    def _begin_for(
        self,
        future: JobFuture[Any],
        func: Callable[..., Any],
        args: tuple[Any, ...],
        kwargs: Mapping[str, Any],
        context: contextvars.Context,
    ) -> None:
        try:
            coroutine = context.run(func, *args, **kwargs)
            task = self.begin(coroutine, name_of(func), context)
        except Exception as error:  # noqa: BLE001  (wrong arguments, for example)
            settle(future, None, delivered(error, func))
            return

        def over(task: asyncio.Task[Any]) -> None:
            if task.cancelled():
                future.cancel()
                future.set_running_or_notify_cancel()
            elif future.set_running_or_notify_cancel():
                settle(future, None if task.exception() else task.result(), task.exception())
            elif task.exception() is not None:
                pass  # the waiter has gone, and took note of it by cancelling

        def cancel(future: JobFuture[Any]) -> None:
            if future.cancelled():
                with contextlib.suppress(RuntimeError):  # the loop is closed: the task is over
                    self.loop.call_soon_threadsafe(task.cancel)

        if task.done():
            over(task)
        else:
            task.add_done_callback(over)
            future.add_done_callback(cancel)  # type: ignore[arg-type]  # it is that future

    def stats(self) -> ExecutorStats:
        """Return a snapshot. Any thread."""
        running = len(self.started)
        return self.tally.stats(limit=None, threads=None, running=running, queued=0)
