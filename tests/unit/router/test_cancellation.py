"""Cancelling: what is queued never starts, what runs keeps its slot, who waits is free at once."""

from __future__ import annotations

import asyncio
import gc
import weakref
from concurrent.futures import CancelledError, ThreadPoolExecutor
from typing import Any

import pytest

from loopsafe import Workers, from_thread
from tests.unit.router.conftest import Gate, Play


def executors(kind: str) -> dict[str, Any]:
    return {"default": Workers(1) if kind == "own" else ThreadPoolExecutor(1)}


@pytest.mark.parametrize("kind", ["own", "foreign"])
def test_a_queued_job_never_starts(play: Play, gate: Gate, kind: str) -> None:
    async def main() -> None:
        async with play.router(executors=executors(kind)) as router:
            first = asyncio.ensure_future(router.run(gate.job, 1))
            await gate.begun()
            waits = [asyncio.ensure_future(router.run(gate.job)) for _ in range(3)]
            submitted = router.submit(gate.job)
            for wait in waits:
                wait.cancel()
            assert submitted.cancel()
            for wait in waits:
                with pytest.raises(asyncio.CancelledError):
                    await wait
            with pytest.raises(CancelledError):
                submitted.result(0)
            gate.open()
            assert await first == 1
            assert await router.run(gate.job, 2) == 2
            assert gate.calls == 2
        stats = router.stats()["default"]
        assert (stats.done, stats.cancelled, stats.failed) == (2, 4, 0)

    play(main)


def test_the_waiter_is_free_and_the_slot_is_not(play: Play, gate: Gate) -> None:
    """With a limit of two there are never more than two threads, however many were cancelled."""

    async def main() -> None:
        async with play.router(executors={"default": Workers(2)}) as router:
            for _ in range(2):
                wait = asyncio.ensure_future(router.run(gate.job))
                await gate.begun()
                wait.cancel()
                with pytest.raises(asyncio.CancelledError):
                    await wait
            last = [asyncio.ensure_future(router.run(gate.job, 5)) for _ in range(4)]
            await asyncio.sleep(0)
            stats = router.stats()["default"]
            assert (stats.running, stats.queued, stats.threads) == (2, 4, 2)
            gate.open()
            assert await asyncio.gather(*last) == [5] * 4
            assert router.stats()["default"].threads == 2
        stats = router.stats()["default"]
        assert (stats.done, stats.cancelled) == (4, 2)

    play(main)


@pytest.mark.parametrize("kind", ["own", "foreign"])
@pytest.mark.parametrize("way", ["run", "submit"])
def test_a_job_may_ask(play: Play, gate: Gate, kind: str, way: str) -> None:
    outcome: list[str] = []

    def job() -> None:
        from_thread.check_cancelled()
        gate.job()
        try:
            from_thread.check_cancelled()
        except asyncio.CancelledError:
            outcome.append("cancelled")
            raise
        outcome.append("not cancelled")

    async def main() -> None:
        async with play.router(executors=executors(kind)) as router:
            wait: Any
            wait = router.run(job) if way == "run" else router.submit(job)
            await gate.begun()
            wait.cancel()
            gate.open()
        assert outcome == ["cancelled"]
        if way == "submit":
            with pytest.raises(CancelledError):
                wait.result(0)
        assert router.stats()["default"].failed == 0

    play(main)


def test_a_job_that_raises_cancelled_by_itself(play: Play) -> None:
    """It counts as cancelled, for the one who waits as well."""

    def job() -> None:
        raise asyncio.CancelledError

    async def main() -> None:
        async with play.router(executors={"other": ThreadPoolExecutor(1)}) as router:
            with pytest.raises(asyncio.CancelledError):
                await asyncio.shield(router.run(job))
            with pytest.raises(asyncio.CancelledError):
                await asyncio.shield(router.start(job))
            assert router.stats()["default"].cancelled == 2

    play(main)


def test_a_coroutine_submitted_from_a_thread(play: Play) -> None:
    """Cancelling the future cancels the task."""
    ended: list[str] = []

    async def main() -> None:
        begun = asyncio.Event()

        async def forever() -> None:
            begun.set()
            try:
                await asyncio.Event().wait()
            finally:
                ended.append("ended")

        async with play.router() as router:
            future = await asyncio.to_thread(router.submit, forever)
            await begun.wait()
            assert await asyncio.to_thread(future.cancel)
        assert ended == ["ended"]

    play(main)


def test_cancelled_jobs_are_thrown_out(play: Play, gate: Gate) -> None:
    """Where all workers are stuck, cancelled jobs do not pile up, nor do their arguments."""

    class Argument:
        pass

    async def main() -> None:
        async with play.router(executors={"default": Workers(1)}) as router:
            first = asyncio.ensure_future(router.run(gate.job))
            await gate.begun()
            arguments = []
            for _ in range(5_000):
                argument = Argument()
                arguments.append(weakref.ref(argument))
                router.run(lambda _: None, argument).cancel()  # type: ignore[attr-defined]
                del argument
            assert sum(ref() is not None for ref in arguments) < 2_100
            assert router.stats()["default"].queued < 2_100
            gate.open()
            await first
        gc.collect()
        assert not [ref for ref in arguments if ref() is not None]
        stats = router.stats()["default"]
        assert (stats.done, stats.cancelled) == (1, 5_000)

    play(main)


def test_a_timeout(play: Play, gate: Gate) -> None:
    """`asyncio.timeout` and `wait_for` need no help."""

    async def main() -> None:
        async with play.router() as router:
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(router.run(gate.job), 0.001)
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0):
                    await router.run(gate.job)
            gate.open()

    play(main)
