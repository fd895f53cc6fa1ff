"""Seeing inside: figures, the hook, names of threads and tasks, and callbacks that take long."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from loopsafe import Job, JobReport, Router, Workers, blocking, callback, run, thread_safe
from loopsafe.router import Histogram
from tests.unit.router.conftest import PATIENCE, Gate, Play


class PlannedError(Exception):
    pass


@blocking
def failing() -> None:
    raise PlannedError


class TestStats:
    """`Router.stats`."""

    @pytest.mark.parametrize("own", [True, False])
    def test_every_job_is_counted_once(self, play: Play, gate: Gate, *, own: bool) -> None:
        async def main() -> None:
            default: Any = Workers(1) if own else ThreadPoolExecutor(1)
            async with play.router(executors={"default": default}) as router:
                jobs = [asyncio.ensure_future(router.run(gate.job)) for _ in range(4)]
                await gate.begun()
                stats = router.stats()["default"]
                assert (stats.running, stats.queued, stats.done) == (1, 3, 0)
                assert stats.limit == 1
                assert stats.threads == (1 if own else None)
                jobs.pop().cancel()
                gate.open()
                await asyncio.gather(*jobs)
                with pytest.raises(PlannedError):
                    await router.run(failing)
                await asyncio.wrap_future(router.submit(gate.job))
            stats = router.stats()["default"]
            assert (stats.done, stats.failed, stats.cancelled) == (4, 1, 1)
            assert (stats.running, stats.queued) == (0, 0)
            assert stats.run.count == 5
            assert stats.wait.count == 5

        play(main)

    def test_tasks_are_counted_under_loop(self, play: Play) -> None:
        async def main() -> None:
            async def work(kind: str) -> None:
                await asyncio.sleep(0)
                if kind == "failed":
                    raise PlannedError

            async with play.router() as router:
                done, failed = router.start(work, "done"), router.start(work, "failed")
                cancelled = router.start(work, "cancelled")
                assert router.stats()["loop"].running == 3
                cancelled.cancel()
                await asyncio.wait([done, failed, cancelled])
                assert isinstance(failed.exception(), PlannedError)
                await asyncio.wrap_future(await asyncio.to_thread(router.submit, work, "done"))
            stats = router.stats()["loop"]
            assert (stats.done, stats.failed, stats.cancelled, stats.running) == (2, 1, 1, 0)

        play(main)

    def test_times_are_seconds(self, play: Play, gate: Gate) -> None:
        """A job that ran is in the bucket of its time, which the clock around it bounds."""

        async def main() -> None:
            async with play.router() as router:
                began = time.perf_counter()
                job = asyncio.ensure_future(router.run(gate.job))
                await gate.begun()
                gate.open()
                await job
                took = time.perf_counter() - began
                stats = router.stats()["default"]
            assert 0 < stats.run.total <= took
            assert 0 < stats.wait.total <= took
            assert stats.run.mean == stats.run.total
            bound = stats.run.quantile(0.5)
            assert bound / 2 <= stats.run.total <= bound

        play(main)


class TestHistogram:
    """What it says about its counts."""

    def test_quantiles(self) -> None:
        histogram = Histogram(buckets=((1.0, 5), (2.0, 4), (4.0, 1)), count=10, total=13.0)
        assert [histogram.quantile(part) for part in (0, 0.5, 0.51, 0.9, 1)] == [1, 1, 2, 2, 4]
        assert histogram.mean == 1.3

    def test_empty(self) -> None:
        histogram = Histogram(buckets=(), count=0, total=0.0)
        assert (histogram.mean, histogram.quantile(0.5)) == (0, 0)

    @pytest.mark.parametrize("fraction", [-0.1, 1.1, float("nan")])
    def test_no_fraction(self, fraction: float) -> None:
        with pytest.raises(ValueError, match="between 0 and 1"):
            Histogram((), 0, 0.0).quantile(fraction)


class TestHook:
    """``on_job``."""

    @pytest.mark.parametrize("own", [True, False])
    def test_it_is_told_every_end(self, play: Play, gate: Gate, *, own: bool) -> None:
        reports: list[JobReport] = []
        threads: set[int] = set()

        def hook(report: JobReport) -> None:
            reports.append(report)
            threads.add(threading.get_ident())

        async def main() -> None:
            default: Any = Workers(1) if own else ThreadPoolExecutor(1)
            async with play.router(executors={"default": default}, on_job=hook) as router:
                first = asyncio.ensure_future(router.run(gate.job))
                await gate.begun()
                asyncio.ensure_future(router.run(len, "")).cancel()
                gate.open()
                await first
                with pytest.raises(PlannedError):
                    await router.run(failing)
                await router.start(asyncio.sleep, 0)
            assert threads == {threading.get_ident()}

        play(main)
        ends = [(report.name, report.executor, report.outcome) for report in reports]
        assert sorted(ends) == [
            ("Gate.job", "default", "done"),
            ("failing", "default", "failed"),
            ("len", "default", "cancelled"),
            ("sleep", "loop", "done"),
        ]
        assert all(report.wait >= 0 for report in reports)
        assert all(report.run > 0 for report in reports if report.outcome != "cancelled")


class TestNames:
    """What a debugger, a log line and ``repr`` show."""

    def test_threads(self, play: Play, gate: Gate) -> None:
        async def main() -> None:
            async with play.router() as router:
                job = router.start(gate.job)
                await gate.begun()
                names = {thread.name for thread in threading.enumerate()}
                assert "loopsafe-default-1 (Gate.job)" in names
                shown = repr(router._made["default"].stuck()[0])
                assert shown == "<Worker loopsafe-default-1 (Gate.job) of executor 'default'>"
                gate.open()
                await job
                assert await router.run(lambda: logging.makeLogRecord({}).threadName)

        play(main)

    def test_tasks_futures_jobs_and_routers(self, play: Play, gate: Gate) -> None:
        async def work() -> str | None:
            task = asyncio.current_task()
            return None if task is None else task.get_name()

        async def main() -> None:
            async with play.router(executors={"db": Workers(1)}) as router:
                name = "TestNames.test_tasks_futures_jobs_and_routers.<locals>.work"
                assert await router.start(work) == name
                assert repr(Job(work)) == f"<Job {name} (coroutine)>"
                assert repr(Job(len)) == "<Job len (blocking)>"
                future = router.submit(gate.job)
                await gate.begun()
                assert repr(future) == "<JobFuture Gate.job running>"
                gate.open()
                await asyncio.wrap_future(future)
                assert "open, executors: cpu, db, default>" in repr(router)

        play(main)


@pytest.mark.parametrize("mark", [callback, thread_safe])
@pytest.mark.parametrize("way", ["run", "loopsafe.run", "start", "job.run", "job.fire"])
def test_a_slow_callback_is_logged_while_it_runs(
    play: Play, mark: Any, way: str, caplog: pytest.LogCaptureFixture
) -> None:
    """With its name, and the line where it stands still. It ends when it was logged."""
    logged = threading.Event()

    class Listener(logging.Handler):
        def emit(self, _: logging.LogRecord) -> None:
            logged.set()

    def slow(number: int) -> int:
        assert logged.wait(PATIENCE), "it was not logged"
        return number

    mark(slow)

    async def main() -> None:
        async with Router(slow_callback=0.02, portable=play.portable) as router:
            ways: dict[str, Any] = {"run": router.run, "loopsafe.run": run, "start": router.start}
            if way in ways:
                assert await ways[way](slow, 1) == 1
            elif way == "job.run":
                assert await Job(slow).run(1) == 1
            else:
                Job(slow).fire(1)

    logger = logging.getLogger("loopsafe")
    listener = Listener()
    logger.addHandler(listener)
    try:
        play(main)
    finally:
        logger.removeHandler(listener)
    (record,) = caplog.records
    message = record.getMessage()
    assert '<locals>.slow" has been running on the event loop for more than 0.02 s' in message
    assert "logged.wait(PATIENCE)" in message
