"""A thread of the router's own: takes jobs from a queue, and hands the results to the loop."""

from __future__ import annotations

import asyncio
import concurrent.futures
import threading
import time
import types
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, Final

from loopsafe.router._errors import CoroutineFromWorkerError
from loopsafe.router._future import JobFuture
from loopsafe.router._handover import JobTuple
from loopsafe.router._mailbox import Mailbox
from loopsafe.router._plan import name_of
from loopsafe.router._scope import local

if TYPE_CHECKING:
    from loopsafe.router._pool import Pool

SKIPPED: Final = 0
"""Stands where the time of the begin would: the job never began."""


class Worker(threading.Thread):
    """One thread of a `Pool`.

    A daemon: a job that is stuck must not keep the interpreter from leaving. The router waits for
    its workers when it is closed.
    """

    def __init__(self, pool: Pool, number: int) -> None:
        super().__init__(name=f"loopsafe-{pool.name}-{number}", daemon=True)
        self.pool = pool
        self.job: JobTuple | None = None
        """What runs now. Written by this thread."""
        self.has_retired = False

    @property
    def name(self) -> str:  # type: ignore[override]  # a property there as well, with a setter
        """The thread's name, with that of the job it runs."""
        job = self.job
        name: str = self._name  # type: ignore[attr-defined]
        return name if job is None else f"{name} ({name_of(job[1])})"

    def __repr__(self) -> str:
        return f"<Worker {self.name} of executor {self.pool.name!r}>"

    @property
    def mailbox(self) -> Mailbox:
        """The way to the loop."""
        return self.pool.mailbox

    @property
    def inbox(self) -> Any:
        """What takes calls for the loop."""
        return self.pool.inbox

    def waiting(self) -> AbstractContextManager[object]:
        """Lend this worker's slot, see `Pool.lending`."""
        return self.pool.lending()

    def is_cancelled(self) -> bool:
        """Whether nobody waits for the job any longer."""
        job = self.job
        return job is not None and (
            job[0].cancelled() or getattr(job[0], "cancel_requested", False)
        )

    def run(self) -> None:
        """Work until told to stop, or until there is a thread too many."""
        local.scope = self
        pool = self.pool
        try:
            self._work(pool, pool.mailbox)
        finally:
            local.scope = None
            pool.mailbox.post((pool, None, self))

    def _work(self, pool: Pool, mailbox: Mailbox) -> None:
        value: Any
        error: BaseException | None
        get = pool.queue.get
        append = mailbox.items.append
        clock = time.perf_counter_ns
        named = pool.hook is not None
        while (job := get()) is not None:
            future, func, args, kwargs, context, queued = job
            value = error = None
            handed = future.__class__ is JobFuture
            if not future.set_running_or_notify_cancel() if handed else future.cancelled():
                began = ended = SKIPPED
            else:
                self.job = job
                began = clock()
                try:
                    if kwargs:
                        value = context.run(func, *args, **kwargs)
                    else:
                        value = context.run(func, *args)
                    if value.__class__ is types.CoroutineType:
                        error, value = stray_coroutine(value, func), None
                except BaseException as raised:  # noqa: BLE001  (all of it is the waiter's)
                    error = delivered(raised, func)
                ended = clock()
                self.job = None
                if handed:
                    settle(future, value, error)
                    value = None
            item: Any = (
                pool,
                future,
                func if named else None,
                queued,
                began,
                ended,
                value,
                error,
            )
            # Nothing of the job may live on in a thread that waits for the next one, and nothing
            # of it but what the loop needs may be alive when the loop gets it.
            job = future = func = args = kwargs = context = value = error = None
            append(item)
            item = None
            if not mailbox.signalled:
                mailbox.signalled = True
                mailbox.wake()
            if pool.surplus and pool.retires(self):
                return


def settle(future: JobFuture[Any], value: object, error: BaseException | None) -> None:
    """Give a concurrent future its result. Any thread; its callbacks run here."""
    if error is None:
        future.set_result(value)
    elif isinstance(error, asyncio.CancelledError):
        # A job that has seen that it was cancelled. Its future was running, and so cannot become
        # a cancelled one; but it shall raise what those raise.
        future.set_exception(concurrent.futures.CancelledError())
    else:
        future.set_exception(error)


def delivered(error: BaseException, func: object) -> BaseException:
    """Make an exception fit to be raised where the job is awaited.

    Its traceback begins with the job's own frames: those above belong to the worker, which goes on
    to other jobs and must not be kept by an exception.
    """
    traceback = error.__traceback__
    error.__traceback__ = None if traceback is None else traceback.tb_next
    return awaitable(error, name_of(func)) if isinstance(error, StopIteration) else error


def awaitable(error: BaseException, name: str) -> BaseException:
    """Replace a StopIteration: it would end the coroutine that awaits the job, without a word."""
    if not isinstance(error, StopIteration):
        return error
    raised = RuntimeError(f'"{name}" raised StopIteration')  # as PEP 479 does for generators
    raised.__cause__ = error
    return raised


def stray_coroutine(
    value: types.CoroutineType[Any, Any, Any], func: object
) -> CoroutineFromWorkerError:
    """Refuse a coroutine that came back from a worker."""
    name = value.__qualname__
    value.close()
    return CoroutineFromWorkerError(
        f'"{name_of(func)}" ran in a worker thread and returned a coroutine of "{name}", which '
        f'nothing would run: make "{name_of(func)}" an "async def", or mark it @callback and await '
        "what it returns"
    )
