"""Counting jobs: one `Tally` an executor, written on the event-loop thread only.

One writer needs no lock, and a histogram with a bucket for each power of two needs no search: a
job costs three additions. Everything here is read from any thread; the figures of one snapshot may
be a job apart.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, TypeAlias

SHIFT: Final = 10
"""The lowest bucket ends at 2**10 ns, about a microsecond."""
SIZE: Final = 64 - SHIFT + 1
NANO: Final = 1e-9

Outcome: TypeAlias = Literal["done", "failed", "cancelled"]


@dataclass(frozen=True, slots=True)
class Histogram:
    """How long something took, in seconds: buckets that double, from a microsecond up."""

    buckets: tuple[tuple[float, int], ...]
    """Upper bounds (seconds) with how many were below each, but not below the one before. Those
    above the highest that occurred are left out."""
    count: int
    total: float
    """The sum, in seconds."""

    @property
    def mean(self) -> float:
        """The mean, in seconds; 0 if nothing was counted."""
        return self.total / self.count if self.count else 0.0

    def quantile(self, fraction: float) -> float:
        """Return the upper bound (seconds) of the bucket that holds a quantile; 0 if empty.

        Args:
            fraction: Between 0 and 1; 0.5 is the median.

        Raises:
            ValueError: If it is not between 0 and 1.
        """
        if not 0 <= fraction <= 1:
            msg = f"quantile needs a fraction between 0 and 1, not {fraction}"
            raise ValueError(msg)
        seen = 0
        for bound, count in self.buckets:
            seen += count
            if seen >= fraction * self.count:
                return bound
        return 0.0


@dataclass(frozen=True, slots=True)
class ExecutorStats:
    """What one executor of a router has done, and is doing."""

    limit: int | None
    """The most jobs that run at the same time; ``None`` if the executor does not say."""
    threads: int | None
    """How many threads of the router's own there are; ``None`` for an executor of yours."""
    running: int
    """Jobs that run, those whose waiter has gone included: they keep their thread."""
    queued: int
    """Jobs that wait for a worker, or for room in the queue."""
    done: int
    """Jobs that returned."""
    failed: int
    """Jobs that raised."""
    cancelled: int
    """Jobs that never began, or whose result nobody waited for any longer."""
    wait: Histogram
    """From the call to the begin of the job. Empty where the executor does not tell."""
    run: Histogram
    """From its begin to its end; from the call where the executor does not tell the begin."""


class JobReport(NamedTuple):
    """What the ``on_job`` hook is told when a job is over."""

    name: str
    """The qualified name of the function."""
    executor: str
    """The executor's name; ``"loop"`` for coroutines that `Router.start` and `submit` began."""
    outcome: Outcome
    """How it ended."""
    wait: float
    """Seconds until it began; 0 where the executor does not tell, or it never began."""
    run: float
    """Seconds from its begin to its end."""


Hook: TypeAlias = Callable[[JobReport], object]


class Tally:
    """The counters of one executor. Written on the event-loop thread."""

    __slots__ = ("cancelled", "done", "failed", "run", "run_total", "wait", "wait_total")

    def __init__(self) -> None:
        self.done = 0
        self.failed = 0
        self.cancelled = 0
        self.wait = [0] * SIZE
        self.wait_total = 0
        self.run = [0] * SIZE
        self.run_total = 0

    def count(self, outcome: Outcome) -> None:
        """Count one job that is over."""
        if outcome == "done":
            self.done += 1
        elif outcome == "failed":
            self.failed += 1
        else:
            self.cancelled += 1

    def took(self, nanoseconds: int) -> None:
        """Count how long a job ran."""
        self.run[(nanoseconds >> SHIFT).bit_length()] += 1
        self.run_total += nanoseconds

    def stats(
        self, *, limit: int | None, threads: int | None, running: int, queued: int
    ) -> ExecutorStats:
        """Return a snapshot. Any thread."""
        return ExecutorStats(
            limit=limit,
            threads=threads,
            running=running,
            queued=max(queued, 0),
            done=self.done,
            failed=self.failed,
            cancelled=self.cancelled,
            wait=histogram(self.wait, self.wait_total),
            run=histogram(self.run, self.run_total),
        )


def histogram(counts: list[int], total: int) -> Histogram:
    """Turn the counts of powers of two of nanoseconds into seconds."""
    counts = counts.copy()
    while counts and not counts[-1]:
        counts.pop()
    buckets = tuple((2 ** (index + SHIFT) * NANO, count) for index, count in enumerate(counts))
    return Histogram(buckets, sum(counts), total * NANO)


def guarded(hook: Hook, loop: asyncio.AbstractEventLoop) -> Hook:
    """Return a hook that never raises."""

    def call(report: JobReport) -> None:
        try:
            hook(report)
        except Exception as error:  # noqa: BLE001  (a hook must not cost anybody a result)
            message = f'loopsafe: the on_job hook failed for "{report.name}"'
            loop.call_exception_handler({"message": message, "exception": error})

    return call
