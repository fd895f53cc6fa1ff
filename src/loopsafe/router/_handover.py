"""The queue between the loop and the workers, with a quick way for a job that comes alone.

A `queue.SimpleQueue` wakes a worker while the caller holds the interpreter lock: the worker wakes,
finds the lock taken, sleeps again, and is woken a second time when the loop goes to sleep: six
context switches for a job that comes alone. A system call that wakes it (a write to an eventfd, or
to a pipe) gives the lock up first, and the worker runs at once: two switches. With many jobs under
way it is the other way round: such a call would stop the loop at each of them. So one idle worker
waits at the *seat*, for jobs that come alone, and all others at the queue.
"""

from __future__ import annotations

import collections
import contextlib
import os
import queue
import sys
import threading
from typing import Any, TypeAlias

from loopsafe._markers import thread_safe

JobTuple: TypeAlias = tuple[Any, Any, Any, Any, Any, int]
"""future, function, arguments, keyword arguments, context, when it was queued (ns).

A tuple, because it is made and taken apart for every job, and a class costs as much as the rest.
The future is an `asyncio.Future`, touched on the loop's thread, or a `JobFuture`."""


class Handover:
    """Jobs on their way to the workers.

    One worker is woken at a time: it wakes the next if there is more to do. So short jobs are done
    by few threads, and long ones by as many as there are.
    """

    def __init__(self, *, portable: bool) -> None:
        self._jobs: collections.deque[JobTuple] = collections.deque()
        self.push = self._jobs.append
        """The first half of `put`; the second is `wake`, if `idle` or `taken`."""
        self._tokens: queue.SimpleQueue[None] = queue.SimpleQueue()
        self.idle: list[None] = []
        """One item for each worker that waits for a token. Whoever takes it sends the token."""
        self.waking = False
        """Whether a worker is on its way."""
        self.ending = False
        self.calm = True
        """Whether jobs come alone at present. Written on the event-loop thread."""
        self.taken: list[None] = []
        """Not empty while a worker sits at the seat. Whoever takes what is in it hands it a job."""
        self._seat = threading.Lock()
        """Held by the worker at the seat."""
        self._handed: JobTuple | None = None
        self._signal: Signal = EventSignal() if HAS_EVENTFD and not portable else PipeSignal()

    def __len__(self) -> int:
        return len(self._jobs)

    def put(self, job: JobTuple) -> None:
        """Give a job to whichever worker is free next. Any thread; never waits."""
        self.push(job)
        if (self.idle or self.taken) and not self.waking:
            self.wake()

    def put_alone(self, job: JobTuple) -> None:
        """Give a job to the worker at the seat, if there is one. Any thread; never waits."""
        if not (self.taken and self._hand(job)):
            self.put(job)

    def wake(self) -> None:
        """Wake one worker that has nothing to do, if there is one. Any thread."""
        try:
            self.idle.pop()
        except IndexError:
            self._hand(None)
        else:
            self.waking = True
            self._tokens.put(None)

    def end(self, workers: int) -> None:
        """Tell the workers to end when there are no more jobs. Any thread."""
        self.ending = True
        for _ in range(workers):
            self._tokens.put(None)
        self._hand(None)

    def take_all(self) -> list[JobTuple]:
        """Take the jobs that no worker has taken yet. Any thread."""
        jobs = []
        with contextlib.suppress(IndexError):
            while True:
                jobs.append(self._jobs.popleft())
        return jobs

    def get(self) -> JobTuple | None:
        """Wait for a job; ``None`` when the work is over. Worker thread."""
        jobs = self._jobs
        while True:
            try:
                job = jobs.popleft()
            except IndexError:
                if self.ending:
                    return None
                if not self.calm or not self._seat.acquire(blocking=False):
                    self._wait()
                    continue
                try:
                    alone = self._sit()
                finally:
                    self._seat.release()
                if alone is not None:
                    return alone
            else:
                if jobs and (self.idle or self.taken) and not self.waking:
                    self.wake()
                return job

    def _wait(self) -> None:
        """Wait for a token."""
        self.idle.append(None)
        if self._jobs or self.ending:
            # It came before we were idle. If we are sent a token at this very moment, it is there.
            with contextlib.suppress(IndexError):
                self.idle.pop()
                return
        self._tokens.get()
        self.waking = False

    def _hand(self, job: JobTuple | None) -> bool:
        """Wake the worker at the seat, with a job or for it to look around. Any thread."""
        try:
            self.taken.pop()
        except IndexError:
            return False
        self._handed = job
        self._signal.set()
        return True

    def _sit(self) -> JobTuple | None:
        """Wait at the seat for a job, or for being sent away."""
        self.taken.append(None)
        if self._jobs or self.ending:
            with contextlib.suppress(IndexError):
                self.taken.pop()
                return None
        self._signal.wait()
        while self.taken:  # nobody took it: a signal without a reason, from a forked child perhaps
            self._signal.wait()
        job, self._handed = self._handed, None
        return job


class PipeSignal:
    """Wakes one thread, and gives up the interpreter lock before it does. Any system."""

    __slots__ = ("_read", "_write")

    def __init__(self) -> None:
        self._read, self._write = os.pipe()

    @thread_safe(unchecked=True)  # a pipe has room for one byte
    def set(self) -> None:
        """Wake the thread that waits, or will. Any thread."""
        os.write(self._write, b"\0")

    def wait(self) -> None:
        """Wait for one `set`. One thread at a time."""
        os.read(self._read, 1)

    def __del__(self) -> None:
        # Not before: a number that is closed is used again at once, for another file.
        os.close(self._read)
        os.close(self._write)


if sys.platform == "linux":
    HAS_EVENTFD = True

    class EventSignal:
        """The same with an eventfd: one descriptor, and the smallest of system calls."""

        __slots__ = ("_descriptor",)

        def __init__(self) -> None:
            self._descriptor = os.eventfd(0, os.EFD_CLOEXEC)

        def set(self) -> None:
            """Wake the thread that waits, or will. Any thread."""
            os.eventfd_write(self._descriptor, 1)

        def wait(self) -> None:
            """Wait for one `set`. One thread at a time."""
            os.eventfd_read(self._descriptor)

        def __del__(self) -> None:
            os.close(self._descriptor)

else:
    HAS_EVENTFD = False
    EventSignal = PipeSignal

Signal: TypeAlias = PipeSignal | EventSignal
