"""Very many jobs of all kinds from several threads and two loops, and an end at any moment.

Every job must be accounted for exactly once: a result, an exception, cancelled, or refused. Nothing
may be left: no thread, no memory. `LOOPSAFE_STRESS_JOBS` sets how many jobs (``just stress`` runs a
million), `LOOPSAFE_STRESS_SEED` repeats a run.
"""

from __future__ import annotations

import asyncio
import collections
import concurrent.futures
import gc
import linecache
import os
import random
import sys
import threading
import tracemalloc
from collections.abc import Callable
from typing import Any

import pytest

from loopsafe import (
    Router,
    RouterClosedError,
    Workers,
    WouldDeadlockError,
    blocking,
    callback,
    from_thread,
    thread_safe,
)
from tests.unit.router.conftest import threads_of_ours

JOBS = int(os.environ.get("LOOPSAFE_STRESS_JOBS", "20000"))
SEED = int(os.environ.get("LOOPSAFE_STRESS_SEED", str(random.SystemRandom().randrange(2**32))))
SUBMITTERS = 3
IN_FLIGHT = 2_000
"""Jobs that a submitter, or a loop's own task, has under way at most."""
ALLOWED = 300_000
"""Bytes that may be left: the interpreter's own caches, the same after ten times as many jobs."""


class PlannedError(Exception):
    pass


def outcome(number: int) -> int:
    if number % 13 == 0:
        raise PlannedError
    return number


@callback
def on_loop(number: int) -> int:
    return outcome(number)


@thread_safe
def anywhere(number: int) -> int:
    return outcome(number)


@blocking
def in_worker(number: int) -> int:
    return outcome(number)


@blocking(kind="cpu")
def on_cpu(number: int) -> int:
    return outcome(number)


@blocking(executor="threads")
def elsewhere(number: int) -> int:
    return outcome(number)


async def coroutine(number: int) -> int:
    if number % 3 == 0:
        await asyncio.sleep(0)
    return outcome(number)


@blocking
def there_and_back(number: int) -> int:
    if number % 7 == 0:
        from_thread.check_cancelled()
    return from_thread.run(coroutine, number)


KINDS: tuple[Callable[[int], Any], ...] = (
    on_loop,
    anywhere,
    in_worker,
    in_worker,
    on_cpu,
    elsewhere,
    coroutine,
    there_and_back,
)


class Account:
    """What became of each job."""

    def __init__(self, jobs: int) -> None:
        self.times = bytearray(jobs)
        self.counts: collections.Counter[str] = collections.Counter()
        self.wrong: list[object] = []
        self._lock = threading.Lock()

    def book(self, number: int, what: str) -> None:
        with self._lock:
            self.times[number] += 1
            self.counts[what] += 1

    def settle(self, number: int, future: Any) -> None:
        """Book how a future of either kind has ended."""
        if future.cancelled():
            self.book(number, "cancelled")
            return
        error = future.exception()
        if error is None:
            self.book(number, "result")
            if future.result() != number:
                self.wrong.append((number, future))
        elif isinstance(error, PlannedError):
            self.book(number, "exception")
            if number % 13:
                self.wrong.append((number, future))
        elif isinstance(error, concurrent.futures.CancelledError):
            self.book(number, "cancelled")  # it had begun, and asked; or what it waited for was
        elif isinstance(error, (RouterClosedError, WouldDeadlockError)):
            self.book(number, "refused")  # what it wanted of the loop
        else:
            self.wrong.append((number, error))


class Round:
    """Two loops with a router each, and threads that submit to both, to the end of one round."""

    def __init__(self, jobs: int, seed: int) -> None:
        self.account = Account(jobs)
        self.random = random.Random(seed)  # noqa: S311
        parties = SUBMITTERS + 2
        self.shares = [range(start, jobs, parties) for start in range(parties)]
        self.end_after = [self.random.randrange(jobs // 2, jobs) for _ in range(2)]
        self.routers: list[Router] = []
        self.open = threading.Barrier(parties)

    def play(self) -> None:
        threads = [
            threading.Thread(target=asyncio.run, args=(self.loop(index),)) for index in range(2)
        ]
        threads += [
            threading.Thread(target=self.submitter, args=(index,)) for index in range(SUBMITTERS)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    async def loop(self, index: int) -> None:
        """Open a router, route a share of the jobs, and leave at some moment."""
        mine = random.Random(self.end_after[index])  # noqa: S311
        with concurrent.futures.ThreadPoolExecutor(2) as threads:
            executors: Any = {"threads": threads, "default": Workers(4), "cpu": Workers(1)}
            router = Router(executors=executors, shutdown_timeout=60, portable=index == 1)
            try:
                async with router:
                    self.routers.append(router)
                    await asyncio.to_thread(self.open.wait)
                    await self.route(router, self.shares[index], mine, self.end_after[index])
                    if mine.random() < 0.5:
                        raise PlannedError  # noqa: TRY301  (out, without waiting for the rest)
            except PlannedError:
                pass

    async def route(
        self, router: Router, share: range, mine: random.Random, end_after: int
    ) -> None:
        room = asyncio.Semaphore(IN_FLIGHT)
        account = self.account
        left: list[int] = []
        for number in share:
            if account.counts.total() > end_after:
                left.append(number)
                continue
            await room.acquire()
            func = mine.choice(KINDS)
            way: Any = mine.choice((router.run, router.start))
            try:
                future = asyncio.ensure_future(way(func, number))
            except PlannedError:
                account.book(number, "exception")
                room.release()
                continue

            def settle(future: asyncio.Future[Any], number: int = number) -> None:
                account.settle(number, future)
                room.release()

            future.add_done_callback(settle)
            if mine.random() < 0.1:
                future.cancel()
        for number in left:
            account.book(number, "not tried")

    def submitter(self, index: int) -> None:
        mine = random.Random(index)  # noqa: S311
        account = self.account
        room = threading.Semaphore(IN_FLIGHT)
        self.open.wait()
        for number in self.shares[2 + index]:
            room.acquire()
            try:
                future = mine.choice(self.routers).submit(mine.choice(KINDS), number)
            except RouterClosedError:
                account.book(number, "refused")
                room.release()
                continue

            def settle(future: Any, number: int = number) -> None:
                account.settle(number, future)
                room.release()

            future.add_done_callback(settle)
            if mine.random() < 0.1:
                future.cancel()


def memory() -> int:
    """Return the bytes in use, but for what the standard library keeps on purpose.

    asyncio's own set of tasks never gets smaller. On a busy machine a callback may be slow, and its
    logged stack leaves whole source files in `linecache`.
    """
    linecache.clearcache()
    for _ in range(3):
        gc.collect()
    tables = [getattr(asyncio.tasks, name, ()) for name in ("_all_tasks", "_scheduled_tasks")]
    kept = sum(sys.getsizeof(getattr(table, "data", table)) for table in tables)
    return tracemalloc.get_traced_memory()[0] - kept


def test_every_job_is_accounted_for_exactly_once(
    capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-4)  # more turns taken, and at more places
    tracemalloc.start()
    try:
        Round(2_000, SEED).play()
        before, threads = memory(), threading.active_count()
        snapshot = tracemalloc.take_snapshot()
        round_ = Round(JOBS, SEED)
        round_.play()
        account = round_.account
        del round_
        counts, times, wrong = account.counts, account.times, account.wrong
        del account
        caplog.clear()
        left = memory() - before - sys.getsizeof(times)
        found = tracemalloc.take_snapshot().compare_to(snapshot, "lineno")
    finally:
        tracemalloc.stop()
        sys.setswitchinterval(interval)
    with capsys.disabled():
        print(  # noqa: T201  (the seed must be seen)
            f"\nstress: {JOBS} jobs, seed {SEED}: {dict(counts)}, {left} bytes left"
        )
    assert not wrong, wrong[:5]
    assert counts.total() == JOBS
    assert set(times) == {1}
    assert {"result", "exception", "cancelled"} <= set(counts)
    assert left < ALLOWED, "\n".join(map(str, found[:10]))
    assert threading.active_count() == threads
    assert not threads_of_ours()
