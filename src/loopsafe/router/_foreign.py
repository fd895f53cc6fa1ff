"""An executor that is not the router's own: any `concurrent.futures.Executor`.

In threads of this process a job is as at home as in a worker of the router's own: it gets the
context, and may use `loopsafe.from_thread`. What runs elsewhere, in another process, another
interpreter or on another machine, gets the function and its arguments and nothing else.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import contextlib
import contextvars
import threading
import time
import types
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, NamedTuple, TypeAlias

from loopsafe.router._errors import WouldDeadlockError
from loopsafe.router._future import JobFuture
from loopsafe.router._inbox import Inbox
from loopsafe.router._mailbox import Item, Mailbox
from loopsafe.router._plan import name_of
from loopsafe.router._remote import Pickler, pickler_of, require_picklable, send
from loopsafe.router._scope import local
from loopsafe.router._tally import NANO, ExecutorStats, JobReport, Outcome, Tally
from loopsafe.router._worker import awaitable, delivered, settle, stray_coroutine

CANCELLED: Final = (asyncio.CancelledError, concurrent.futures.CancelledError)
Waiter: TypeAlias = "asyncio.Future[Any] | JobFuture[Any]"


class Ended(NamedTuple):
    """How a job ended in a thread of this process."""

    value: object
    error: BaseException | None


class Sent:
    """One job that was given to an executor, and the scope of its thread if that is here."""

    def __init__(self, lane: Foreign, waiter: Waiter, name: str) -> None:
        self.lane = lane
        self.waiter: Waiter | None = waiter
        """Whose result it is; ``None`` when it has been delivered."""
        self.name = name
        self.queued = time.perf_counter_ns()
        self.began = 0
        """When it began (ns); 0 where the executor does not tell."""
        self.future: concurrent.futures.Future[Any] | None = None
        """What the executor returned for it."""
        self.ended: Ended | None = None
        """How it ended, if it was in this process; until it is delivered."""

    @property
    def mailbox(self) -> Mailbox:
        """The way to the loop."""
        return self.lane.mailbox

    @property
    def inbox(self) -> Inbox:
        """What takes calls for the loop."""
        return self.lane.inbox

    def waiting(self) -> contextlib.AbstractContextManager[object]:
        """Count this thread among those that wait, see `Foreign.waiting`."""
        return self.lane.waiting()

    def is_cancelled(self) -> bool:
        """Whether nobody waits for the job any longer."""
        waiter = self.waiter
        return waiter is not None and (
            waiter.cancelled() or bool(getattr(waiter, "cancel_requested", False))
        )

    def __call__(
        self,
        context: contextvars.Context,
        func: Callable[..., Any],
        args: tuple[Any, ...],
        kwargs: Mapping[str, Any],
    ) -> None:
        """Do the job. A thread of the executor, in this process.

        The executor does not get to see how it ends: it would add frames to the traceback, and
        those hold the exception, a cycle.
        """
        if self.waiter is None or self.waiter.cancelled():
            # The loop had no time yet to tell the executor.
            self.ended = Ended(None, concurrent.futures.CancelledError())
            return
        self.began = time.perf_counter_ns()
        local.scope = self
        try:
            value = context.run(func, *args, **kwargs)
        except BaseException as error:  # noqa: BLE001  (all of it is the waiter's)
            self.ended = Ended(None, delivered(error, func))
        else:
            if isinstance(value, types.CoroutineType):
                self.ended = Ended(None, stray_coroutine(value, func))
            else:
                self.ended = Ended(value, None)
        finally:
            local.scope = None

    def outcome(self, future: concurrent.futures.Future[Any]) -> Ended:
        """Return how it ended, wherever it was; ``future`` is done and not cancelled."""
        ended, self.ended = self.ended, None
        if ended is not None:
            return ended
        error = future.exception()
        if error is not None:
            return Ended(None, awaitable(error, self.name))
        return Ended(future.result(), None)


class Foreign:
    """An executor of the user's, under the name that functions ask for."""

    def __init__(self, name: str, inbox: Inbox, executor: concurrent.futures.Executor) -> None:
        self.name = name
        self.inbox = inbox
        self.mailbox = inbox.mailbox
        self.loop = inbox.loop
        self.hook = inbox.hook
        self.executor = executor
        self.pickler: Pickler | None = pickler_of(executor)
        self.is_here = self.pickler is None and isinstance(
            executor, concurrent.futures.ThreadPoolExecutor
        )
        limit = getattr(executor, "_max_workers", None)
        self.limit = limit if isinstance(limit, int) else None
        self.tally = Tally()
        self.live: set[Sent] = set()
        self._lock = threading.RLock()
        self._waiting = 0
        self._ended: asyncio.Future[None] | None = None

    def run(
        self, func: Callable[..., Any], args: tuple[Any, ...], kwargs: Mapping[str, Any]
    ) -> asyncio.Future[Any]:
        """Give a job to the executor. Event-loop thread.

        Raises:
            UnpicklableError: If the function must travel and cannot.
        """
        future: asyncio.Future[Any] = asyncio.Future(loop=self.loop)
        self.submit(future, func, args, kwargs)
        return future

    start = run

    def submit(
        self,
        waiter: Waiter,
        func: Callable[..., Any],
        args: tuple[Any, ...],
        kwargs: Mapping[str, Any],
    ) -> None:
        """Give a job to the executor. Any thread.

        Raises:
            UnpicklableError: If the function must travel and cannot.
        """
        if self.pickler is not None:
            require_picklable(func, self.name, self.pickler)
        sent = Sent(self, waiter, name_of(func))
        if self.is_here:
            context = contextvars.copy_context()
            future = self.executor.submit(sent, context, func, args, kwargs)
        else:
            future = send(self.executor, func, args, kwargs)
        sent.future = future
        self.live.add(sent)

        def cancel(waiter: Waiter) -> None:
            if waiter.cancelled():
                future.cancel()

        waiter.add_done_callback(cancel)  # type: ignore[arg-type]  # it is that waiter
        future.add_done_callback(lambda _: self._over(sent))

    def _over(self, sent: Sent) -> None:
        """Tell the loop that a job is over. Whichever thread the executor uses for it."""
        waiter, future = sent.waiter, sent.future
        if waiter is None or future is None:
            return
        ended = None if future.cancelled() else sent.outcome(future)
        if isinstance(waiter, JobFuture):
            if ended is None:
                waiter.cancel()
            elif waiter.set_running_or_notify_cancel():
                settle(waiter, *ended)
        # Both lead back to it, and with an exception they would be a cycle.
        sent.future = None
        self.mailbox.post((self, sent, waiter, ended, time.perf_counter_ns()))

    def land(self, item: Item) -> None:
        """Take the result of a job. Event-loop thread."""
        sent: Sent
        waiter: Waiter
        ended: Ended | None
        _, sent, waiter, ended, at = item
        self.live.discard(sent)
        sent.waiter = None
        outcome: Outcome = "cancelled"
        if (
            ended is None
            or waiter.cancelled()
            or isinstance(ended.error, (asyncio.CancelledError, concurrent.futures.CancelledError))
        ):
            waiter.cancel()
        elif ended.error is None:
            outcome = "done"
            if not waiter.done():
                waiter.set_result(ended.value)
        else:
            outcome = "failed"
            if not waiter.done():
                waiter.set_exception(ended.error)
        self._count(sent, outcome, at)
        if self._ended is not None and not self.live and not self._ended.done():
            self._ended.set_result(None)

    def _count(self, sent: Sent, outcome: Outcome, ended: int) -> None:
        wait = 0
        if sent.began:
            wait = sent.began - sent.queued
            self.tally.wait[(wait >> 10).bit_length()] += 1
            self.tally.wait_total += wait
        took = ended - (sent.began or sent.queued)
        if outcome != "cancelled":
            self.tally.took(took)
        self.tally.count(outcome)
        if self.hook is not None:
            report = JobReport(sent.name, self.name, outcome, wait * NANO, took * NANO)
            self.hook(report)

    @contextlib.contextmanager
    def waiting(self) -> Iterator[None]:
        """Count a thread of the executor that waits for the loop.

        Raises:
            WouldDeadlockError: If it is the last one: we cannot add a thread to this executor.
        """
        with self._lock:
            if self.limit is not None and self._waiting + 1 >= self.limit:
                msg = (
                    f'all {self.limit} threads of executor "{self.name}" would be waiting for the '
                    "event loop, and none left for what it may ask of them: use "
                    "loopsafe.Workers(...), which adds threads for that, or do not wait for the "
                    "loop in a worker"
                )
                raise WouldDeadlockError(msg)
            self._waiting += 1
        try:
            yield
        finally:
            with self._lock:
                self._waiting -= 1

    def cancel_queued(self) -> None:
        """Cancel what has not begun. Event-loop thread."""
        for sent in tuple(self.live):
            if sent.future is not None:
                sent.future.cancel()

    def stop(self) -> None:
        """Leave the executor running: it is not ours."""

    async def wait_ended(self) -> None:
        """Wait until none of our jobs is left in it. Event-loop thread."""
        if self.live:
            self._ended = self.loop.create_future()
            await self._ended

    def stuck(self) -> list[Sent]:
        """Return the jobs that are not over. Any thread."""
        return list(self.live)

    def abandon(self) -> None:
        """Release those who wait for jobs that are stuck. Event-loop thread."""
        for sent in self.stuck():
            if sent.waiter is not None:
                sent.waiter.cancel()

    def stats(self) -> ExecutorStats:
        """Return a snapshot. Any thread."""
        live = self.stuck()
        running = sum(
            1 for sent in live if sent.began or (sent.future is not None and sent.future.running())
        )
        return self.tally.stats(
            limit=self.limit, threads=None, running=running, queued=len(live) - running
        )
