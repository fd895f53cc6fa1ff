"""An executor of the router's own: threads on demand, one queue, results in batches.

`concurrent.futures.ThreadPoolExecutor` makes two futures, two locks and one wake-up of the loop
for each job; here it is one future, and one wake-up for all that ended meanwhile. What may be
written by which thread is said at each attribute; there is one lock, taken when a thread comes or
goes and when another thread than the loop's submits.
"""

from __future__ import annotations

import asyncio
import contextlib
import contextvars
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import CancelledError
from typing import Any, Final

from loopsafe._markers import thread_safe
from loopsafe.router._errors import WouldDeadlockError
from loopsafe.router._future import JobFuture
from loopsafe.router._handover import Handover, JobTuple
from loopsafe.router._inbox import Inbox
from loopsafe.router._mailbox import Item
from loopsafe.router._plan import name_of
from loopsafe.router._spec import Workers
from loopsafe.router._tally import NANO, ExecutorStats, JobReport, Outcome, Tally
from loopsafe.router._worker import SKIPPED, Worker

SWEEP: Final = 1024
"""After so many jobs, a look whether cancelled ones fill the queue."""


class Pool:
    """Threads of the router's own. Made on the event-loop thread, when the router is opened."""

    def __init__(
        self,
        name: str,
        inbox: Inbox,
        workers: Workers,
        *,
        portable: bool,
    ) -> None:
        self.name = name
        self.mailbox = inbox.mailbox
        self.inbox = inbox
        self.hook = inbox.hook
        self.limit = limit = workers.limit
        self.substitutes = limit if workers.substitutes is None else workers.substitutes
        self.loop = inbox.loop
        self.queue = Handover(portable=portable)
        self.tally = Tally()
        # The loop's thread writes these.
        self.submitted = 0
        self.finished = 0
        self._sweep_at = SWEEP
        self.ended: asyncio.Future[None] | None = None
        # These are written under the lock.
        self.lock = threading.RLock()  # the garbage collector may stop us anywhere
        self.workers: set[Worker] = set()
        """All whose end the loop has not heard of yet."""
        self.threads = 0
        """Those of them that take jobs."""
        self.allowed = limit
        self.surplus = False
        """Whether there may be a thread more than allowed."""
        self.lent = 0
        self.elsewhere = 0
        """Jobs that other threads than the loop's have submitted."""
        self.stopping = False
        self._number = 0

    def run(
        self, func: Callable[..., Any], args: tuple[Any, ...], kwargs: Mapping[str, Any]
    ) -> asyncio.Future[Any]:
        """Queue a job. Event-loop thread."""
        future: asyncio.Future[Any] = asyncio.Future(loop=self.loop)
        line = self.queue
        self.submitted += 1
        outstanding = self.submitted + self.elsewhere - self.finished
        job = future, func, args, kwargs, contextvars.copy_context(), time.perf_counter_ns()
        if outstanding == 1:
            line.calm = True
            if not self.threads:
                self._grow_or_refuse()
            line.put_alone(job)
        else:
            line.calm = False
            if outstanding > self.threads and self.threads < self.allowed:
                self._grow_or_refuse()
            line.push(job)
            if (line.idle or line.taken) and not line.waking:
                line.wake()
        if self.submitted > self._sweep_at:
            self._sweep()
        return future

    def start(
        self, func: Callable[..., Any], args: tuple[Any, ...], kwargs: Mapping[str, Any]
    ) -> asyncio.Future[Any]:
        """Queue a job that nobody waits for yet. Event-loop thread."""
        return self.run(func, args, kwargs)

    def submit(
        self,
        future: JobFuture[Any],
        func: Callable[..., Any],
        args: tuple[Any, ...],
        kwargs: Mapping[str, Any],
    ) -> None:
        """Queue a job from any thread. Never waits."""
        with self.lock:
            self.elsewhere += 1
            try:
                self.grow()
            except RuntimeError:
                self.elsewhere -= 1
                raise
        self.queue.put(
            (future, func, args, kwargs, contextvars.copy_context(), time.perf_counter_ns())
        )

    def _grow_or_refuse(self) -> None:
        """Start a thread for a job of the loop's, which is counted already."""
        try:
            self.grow()
        except RuntimeError:
            self.submitted -= 1
            raise

    @property
    def outstanding(self) -> int:
        """How many jobs are not over, as far as the loop has heard. Any thread."""
        return self.submitted + self.elsewhere - self.finished

    @thread_safe(unchecked=True)  # the lock is held while a thread starts, never for a job
    def grow(self) -> None:
        """Start a thread if all are busy and there may be more. Any thread.

        Raises:
            RuntimeError: If the system allows no more threads, and there is none yet.
        """
        with self.lock:
            if self.stopping or not self.threads < min(self.allowed, self.outstanding):
                return
            self._number += 1
            worker = Worker(self, self._number)
            try:
                worker.start()
            except RuntimeError:
                if self.threads:
                    return  # those that there are will do it, one after the other
                raise
            self.workers.add(worker)
            self.threads += 1

    def retires(self, worker: Worker) -> bool:
        """Whether ``worker`` is one too many, because a thread it stood in for is back."""
        with self.lock:
            if self.threads <= self.allowed:
                return False
            worker.has_retired = True
            self.threads -= 1
            self.surplus = self.threads > self.allowed
            return True

    @contextlib.contextmanager
    def lending(self) -> Iterator[None]:
        """Lend this worker's slot while it waits. Worker thread.

        Raises:
            WouldDeadlockError: If no thread would be left to do what it waits for.
        """
        with self.lock:
            if self.lent + 1 >= self.limit + self.substitutes:
                msg = (
                    f'all {self.lent + 1} threads of executor "{self.name}" would be waiting for '
                    "the event loop, and none left for what it may ask of them: raise the limit, "
                    "or do not wait for the loop in a worker"
                )
                raise WouldDeadlockError(msg)
            self.lent += 1
            self._allow()
        if len(self.queue):
            self.grow()
        try:
            yield
        finally:
            with self.lock:
                self.lent -= 1
                self._allow()

    def _allow(self) -> None:
        self.allowed = self.limit + min(self.lent, self.substitutes)
        self.surplus = self.threads > self.allowed

    def land(self, item: Item) -> None:
        """Take the result of a job, or the notice of a thread that has ended."""
        if item[1] is None:
            self._gone(item[2])
            return
        _, future, func, queued, began, ended, value, error = item
        self.finished += 1
        tally = self.tally
        if began != SKIPPED:
            waited, took = began - queued, ended - began
            tally.wait[(waited >> 10).bit_length()] += 1
            tally.wait_total += waited
            tally.run[(took >> 10).bit_length()] += 1
            tally.run_total += took
        outcome: Outcome = "cancelled"
        if began == SKIPPED or future.cancelled():
            tally.cancelled += 1
        elif error is None:
            tally.done += 1
            outcome = "done"
            if not future.done():
                future.set_result(value)
        elif isinstance(error, (asyncio.CancelledError, CancelledError)):
            tally.cancelled += 1
            future.cancel()
        else:
            tally.failed += 1
            outcome = "failed"
            if not future.done():
                future.set_exception(error)
        if func is not None:
            self._report(func, outcome, queued, began, ended)

    def _report(self, func: object, outcome: Outcome, queued: int, began: int, ended: int) -> None:
        if self.hook is not None:
            wait = (began - queued) * NANO if began else 0.0
            self.hook(JobReport(name_of(func), self.name, outcome, wait, (ended - began) * NANO))

    def _sweep(self) -> None:
        """Throw cancelled jobs out of the queue: nobody may come to take them for long."""
        jobs = self.queue.take_all()
        for job in jobs:
            if job[0].__class__ is not JobFuture and job[0].cancelled():
                self._dropped(job)
            else:
                self.queue.put(job)
        self._sweep_at = self.submitted + max(SWEEP, len(self.queue))

    def _dropped(self, job: JobTuple) -> None:
        """Count a job that will never begin."""
        self.finished += 1
        self.tally.cancelled += 1
        if self.hook is not None:
            self._report(job[1], "cancelled", job[5], SKIPPED, SKIPPED)

    def cancel_queued(self) -> None:
        """Cancel what has not begun. Event-loop thread."""
        for job in self.queue.take_all():
            job[0].cancel()
            if job[0].__class__ is JobFuture:
                job[0].set_running_or_notify_cancel()  # wakes those who wait for several futures
            self._dropped(job)

    def stop(self) -> None:
        """Tell all threads to end after the job they are at. Any thread."""
        with self.lock:
            self.stopping = True
            self.queue.end(len(self.workers))

    async def wait_ended(self) -> None:
        """Wait until all threads have ended, after `stop`. Event-loop thread."""
        if self.workers:
            self.ended = self.loop.create_future()
            await self.ended

    def _gone(self, worker: Worker) -> None:
        """Take notice of a thread's end."""
        worker.join()  # it has nothing left to do but to end
        with self.lock:
            self.workers.discard(worker)
            if not worker.has_retired:
                self.threads -= 1
        if self.ended is not None and not self.workers and not self.ended.done():
            self.ended.set_result(None)

    def stuck(self) -> list[Worker]:
        """Return the workers that are at a job. Any thread."""
        return [worker for worker in tuple(self.workers) if worker.job is not None]

    def abandon(self) -> None:
        """Release those who wait for jobs that are stuck. Event-loop thread."""
        for worker in self.stuck():
            job = worker.job
            if job is not None and job[0].__class__ is not JobFuture:
                job[0].cancel()

    def stats(self) -> ExecutorStats:
        """Return a snapshot. Any thread."""
        running = len(self.stuck())
        return self.tally.stats(
            limit=self.limit,
            threads=self.threads,
            running=running,
            queued=self.outstanding - running,
        )
