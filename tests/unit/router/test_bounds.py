"""How much at once: limits, queues that can be full, and pools that starve nobody else."""

from __future__ import annotations

import asyncio
import socket
import threading
from typing import Any

import pytest

from loopsafe import QueueFullError, Router, Workers, blocking
from loopsafe.router._pool import Pool
from loopsafe.router._worker import Worker
from tests.unit.router.conftest import Gate, Play


@blocking(executor="small")
def pass_on(value: int) -> int:
    return value


class TestAFullQueue:
    """One thread, room for two."""

    EXECUTORS = {"default": Workers(1, queue=2)}  # noqa: RUF012  (never changed)

    async def fill(self, router: Router, gate: Gate) -> list[asyncio.Future[int]]:
        waits = [router.start(gate.job, 0)]
        await gate.begun()
        return waits + [router.start(gate.job, number) for number in (1, 2)]

    def test_who_awaits_waits_for_room(self, play: Play, gate: Gate) -> None:
        async def main() -> None:
            async with play.router(executors=self.EXECUTORS) as router:
                waits: list[Any] = await self.fill(router, gate)
                waits += [router.run(gate.job, number) for number in range(3, 200)]
                lane = router._made["default"]
                assert isinstance(lane, Pool)
                assert len(lane.queue) == 2
                assert router.stats()["default"].queued == 199
                gate.open()
                assert await asyncio.gather(*waits) == list(range(200))

        play(main)

    def test_who_does_not_is_refused(self, play: Play, gate: Gate) -> None:
        async def main() -> None:
            async with play.router(executors=self.EXECUTORS) as router:
                waits = await self.fill(router, gate)
                for way in (router.start, router.submit):
                    with pytest.raises(QueueFullError) as caught:
                        way(gate.job, 3)
                    assert str(caught.value) == (
                        '"Gate.job" was refused: 2 jobs are waiting for executor "default", whose '
                        "queue takes no more; await router.run(...) to wait for room"
                    )
                gate.open()
                await asyncio.gather(*waits)
                assert await router.start(gate.job, 3) == 3

        play(main)

    def test_cancelled_while_it_waits_for_room(self, play: Play, gate: Gate) -> None:
        async def main() -> None:
            async with play.router(executors=self.EXECUTORS) as router:
                waits = await self.fill(router, gate)
                for number in range(500):
                    wait = asyncio.ensure_future(router.run(gate.job, number))
                    wait.cancel()
                last = router.run(gate.job, 9)
                assert router.stats()["default"].queued < 200
                gate.open()
                assert await last == 9
                assert await asyncio.gather(*waits) == [0, 1, 2]
            assert gate.calls == 4
            assert router.stats()["default"].cancelled == 500

        play(main)

    def test_closed_while_some_wait_for_room(self, play: Play, gate: Gate) -> None:
        async def main() -> None:
            async with play.router(executors=self.EXECUTORS, shutdown_timeout=0.01) as router:
                await self.fill(router, gate)
                wait = asyncio.ensure_future(router.run(gate.job, 9))
                await asyncio.sleep(0)
            with pytest.raises(asyncio.CancelledError):
                await wait
            gate.open()

        play(main)

    def test_an_idle_thread_needs_no_room(self, play: Play, gate: Gate) -> None:
        """With all threads free, as many jobs are taken as there are threads and room."""

        async def main() -> None:
            async with play.router(executors={"default": Workers(3, queue=1)}) as router:
                waits = [router.start(gate.job, number) for number in range(4)]
                with pytest.raises(QueueFullError):
                    router.start(gate.job, 4)
                gate.open()
                assert await asyncio.gather(*waits) == [0, 1, 2, 3]

        play(main)


class TestStarvation:
    """The loop's default executor is never used: filling it would stop DNS."""

    def test_names_are_resolved_while_all_workers_are_busy(self, play: Play, gate: Gate) -> None:
        async def main() -> None:
            async with play.router() as router:
                limit = router.stats()
                assert set(limit) == {"loop"}
                waits = [router.start(gate.job, number) for number in range(100)]
                await gate.begun(32)
                stats = router.stats()["default"]
                assert (stats.limit, stats.threads, stats.running) == (32, 32, 32)
                assert stats.queued == 68
                found = await asyncio.get_running_loop().getaddrinfo("127.0.0.1", 80)
                assert found[0][0] == socket.AF_INET
                gate.open()
                await asyncio.gather(*waits)

        play(main)

    def test_executors_do_not_starve_each_other(self, play: Play, gate: Gate) -> None:
        async def main() -> None:
            executors = {"default": Workers(1), "small": Workers(1)}
            async with play.router(executors=executors) as router:
                waits = [router.start(gate.job) for _ in range(10)]
                assert await router.run(pass_on, 5) == 5
                gate.open()
                await asyncio.gather(*waits)

        play(main)


class TestThreads:
    """Started on demand, used again, and no more than it takes."""

    def test_one_at_a_time_needs_one(self, play: Play) -> None:
        async def main() -> None:
            async with play.router() as router:
                idents = {await router.run(threading.get_ident) for _ in range(200)}
                assert len(idents) == 1
                assert router.stats()["default"].threads == 1

        play(main)

    def test_as_many_as_there_are_jobs(self, play: Play, gate: Gate) -> None:
        async def main() -> None:
            async with play.router() as router:
                waits = [router.start(gate.job) for _ in range(7)]
                await gate.begun(7)
                assert router.stats()["default"].threads == 7
                gate.open()
                await asyncio.gather(*waits)

        play(main)

    def test_alone_and_together_in_turns(self, play: Play) -> None:
        """The seat for jobs that come alone loses none when more come."""
        first = threading.Event()

        def hold() -> bool:
            return first.wait(10)

        async def main() -> None:
            async with play.router(executors={"default": Workers(4)}) as router:
                for size in (1, 2, 1, 7, 1, 1, 40, 1, 3) * 30:
                    jobs = [router.run(len, range(number)) for number in range(size)]
                    assert await asyncio.gather(*jobs) == list(range(size))
                long = router.run(hold)
                assert [await router.run(len, "ab") for _ in range(50)] == [2] * 50
                futures = [await asyncio.to_thread(router.submit, len, "abc") for _ in range(50)]
                assert [await asyncio.wrap_future(future) for future in futures] == [3] * 50
                first.set()
                assert await long

        play(main)

    def test_a_signal_without_a_reason(self, play: Play) -> None:
        """It neither costs a job nor leaves the seat taken by nobody."""

        async def main() -> None:
            async with play.router() as router:
                assert await router.run(len, "a") == 1
                lane = router._made["default"]
                assert isinstance(lane, Pool)
                for _ in range(5):
                    lane.queue._signal.set()
                    assert await router.run(len, "ab") == 2
                    assert len(lane.queue.taken) <= 1

        play(main)

    @pytest.mark.parametrize("others", [0, 1])
    def test_a_system_without_another_thread(
        self, play: Play, monkeypatch: pytest.MonkeyPatch, others: int
    ) -> None:
        """The first thread is needed; without a second one, jobs take turns."""

        def refuse(_: Worker) -> None:
            msg = "can't start new thread"
            raise RuntimeError(msg)

        async def main() -> None:
            async with play.router() as router:
                for _ in range(others):
                    await router.run(len, ())
                monkeypatch.setattr(Worker, "start", refuse)
                if others:
                    jobs = [router.run(len, range(number)) for number in range(5)]
                    assert await asyncio.gather(*jobs) == list(range(5))
                else:
                    for way in (router.run, router.submit):
                        with pytest.raises(RuntimeError, match="can't start new thread"):
                            way(len, ())
                monkeypatch.undo()
                assert await router.run(len, "abc") == 3
                stats = router.stats()["default"]
                assert (stats.queued, stats.running) == (0, 0)

        play(main)
