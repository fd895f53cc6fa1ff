"""Worker to loop to the same full executor: a hang everywhere else, a result or an error here."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from loopsafe import (
    BlockingOnLoopError,
    JobLostError,
    NotInWorkerError,
    Router,
    RouterClosedError,
    Workers,
    WouldDeadlockError,
    from_thread,
    run,
)
from tests.unit.router.conftest import PATIENCE, Gate, Play


def nested(depth: int) -> int:
    """Go from a worker to the loop and to a worker of the same executor, so many times."""

    async def deeper() -> int:
        return await run(nested, depth - 1)

    return depth if depth == 0 else 1 + from_thread.run(deeper)


class TestSubstitutes:
    """A worker that waits for the loop lends its slot."""

    def test_one_worker_that_needs_another(self, play: Play) -> None:
        async def main() -> None:
            async with play.router(executors={"default": Workers(1)}) as router:
                assert await router.run(nested, 1) == 1
                assert router.stats()["default"].limit == 1

        play(main)

    def test_all_at_once(self, play: Play) -> None:
        """Many more than there are slots; some may be refused, and none hangs."""

        async def main() -> None:
            async with play.router(executors={"default": Workers(2)}) as router:
                waits = [router.run(nested, 1) for _ in range(50)]
                results = await asyncio.gather(*waits, return_exceptions=True)
            assert {type(result) for result in results} <= {int, WouldDeadlockError}
            assert 1 in results

        play(main)

    def test_deeper_than_there_are_threads(self, play: Play) -> None:
        """The last one is refused with the numbers and the remedy; the others pass it on."""

        async def main() -> None:
            executors = {"default": Workers(2, substitutes=3)}
            async with play.router(executors=executors) as router:
                assert await router.run(nested, 4) == 4
                with pytest.raises(WouldDeadlockError) as caught:
                    await router.run(nested, 5)
                assert str(caught.value) == (
                    'all 5 threads of executor "default" would be waiting for the event loop, and '
                    "none left for what it may ask of them: raise the limit, or do not wait for "
                    "the loop in a worker"
                )

        play(main)

    def test_the_substitute_goes_again(self, play: Play) -> None:
        """The limit is kept when the lender is back."""

        async def main() -> None:
            async with play.router(executors={"default": Workers(1)}) as router:
                for _ in range(20):
                    assert await router.run(nested, 1) == 1
                await router.run(lambda: None)
                await router.run(lambda: None)
                assert (router.stats()["default"].threads or 0) <= 2

        play(main)

    def test_no_more_than_the_limit_run_at_the_same_time(self, play: Play) -> None:
        """Lenders apart, which do nothing but wait."""
        running: set[threading.Thread] = set()
        most: list[int] = []

        def work() -> None:
            running.add(threading.current_thread())
            most.append(len(running))
            running.discard(threading.current_thread())

        async def main() -> None:
            async with play.router(executors={"default": Workers(3)}) as router:
                await asyncio.gather(*[router.run(work) for _ in range(500)])
            assert max(most) <= 3

        play(main)


class TestOtherExecutors:
    """Nobody can add a thread to these, so the last one that would wait is refused."""

    def test_the_last_thread_is_refused(self, play: Play) -> None:
        async def main() -> None:
            async with play.router(executors={"default": ThreadPoolExecutor(1)}) as router:
                with pytest.raises(WouldDeadlockError, match=r"use loopsafe\.Workers"):
                    await router.run(nested, 1)

        play(main)

    def test_with_a_thread_left_it_works(self, play: Play) -> None:
        async def main() -> None:
            async with play.router(executors={"default": ThreadPoolExecutor(2)}) as router:
                assert await router.run(nested, 1) == 1

        play(main)


class TestWaitingForFutures:
    """What `submit` returns knows who may wait for it."""

    def test_a_worker_that_waits_for_its_own_executor(self, play: Play) -> None:
        """The classic: one thread, and a job that waits for another one."""

        async def main() -> None:
            async with play.router(executors={"default": Workers(1)}) as router:

                def job() -> str:
                    return router.submit(lambda: "inner").result()

                assert await router.run(job) == "inner"

        play(main)

    def test_the_loop_does_not_wait(self, play: Play, gate: Gate) -> None:
        async def main() -> None:
            async with play.router() as router:
                future = router.submit(gate.job, 7)
                for wait in (future.result, future.exception):
                    with pytest.raises(BlockingOnLoopError, match=r'would wait for "Gate\.job"'):
                        wait()
                with pytest.raises(TimeoutError):
                    future.result(timeout=0)
                gate.open()
                assert await asyncio.wrap_future(future) == 7
                assert future.result() == 7
                assert future.exception() is None

        play(main)

    def test_a_timeout(self, play: Play, gate: Gate) -> None:
        async def main() -> None:
            async with play.router() as router:
                future = router.submit(gate.job)
                for timeout in (0, 0.001):
                    with pytest.raises(TimeoutError):
                        await asyncio.to_thread(future.result, timeout)
                gate.open()

        play(main)


class TestFromThread:
    """Where there is no way back, it is said; nothing hangs when the loop goes away."""

    @pytest.mark.parametrize("func", [from_thread.run, from_thread.call])
    def test_on_the_loop_itself(self, play: Play, func: Any) -> None:
        async def main() -> None:
            async with play.router():
                with pytest.raises(NotInWorkerError, match=r"on the event loop use loopsafe\.run"):
                    func(len, [])
                with pytest.raises(NotInWorkerError):
                    from_thread.check_cancelled()

        play(main)

    def test_a_router_that_is_closed_meanwhile(self, play: Play, gate: Gate) -> None:
        async def never() -> None:
            raise NotImplementedError

        def job() -> None:
            gate.job()
            from_thread.run(never)

        async def main() -> None:
            async with play.router() as router:
                wait = asyncio.ensure_future(router.run(job))
                await gate.begun()
                closing = asyncio.ensure_future(router.aclose())
                await asyncio.sleep(0)
                gate.open()
                with pytest.raises(RouterClosedError, match="it takes no more jobs"):
                    await wait
                await closing

        play(main)

    def test_a_loop_that_is_closed_meanwhile(self, gate: Gate) -> None:
        """The worker that waits for it gets an error, and its thread says nothing else."""
        caught: list[BaseException] = []

        async def never() -> None:
            await asyncio.Event().wait()

        def job() -> None:
            gate.job()
            try:
                from_thread.run(never)
            except JobLostError as error:
                caught.append(error)

        loop = asyncio.new_event_loop()
        router = Router()

        async def main() -> None:
            await router.__aenter__()
            router.start(job)
            await gate.begun()

        loop.run_until_complete(main())
        (worker,) = router._made["default"].stuck()
        loop.close()
        gate.open()
        assert isinstance(worker, threading.Thread)
        with pytest.warns(ResourceWarning, match="unclosed <Router"):
            router.__del__()
        worker.join(PATIENCE)
        assert not worker.is_alive()
        assert len(caught) == 1
        router._state = "closed"
