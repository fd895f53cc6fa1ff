"""The end: of a router, of its loop, of the process, and of a child that never was a parent."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import os
import subprocess
import sys
import textwrap
import threading
import time
from concurrent.futures import CancelledError, ThreadPoolExecutor
from typing import Any

import pytest

from loopsafe import Router, RouterClosedError, Workers
from loopsafe.router import _registry
from tests.unit.router.conftest import Gate, Play


def python(code: str, *, timeout: float = 30) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-X", "dev", "-c", textwrap.dedent(code)],
        capture_output=True,
        text=True,
        check=False,
        timeout=timeout,
    )


class PlannedError(Exception):
    pass


class TestLeaving:
    """``async with``, left in order or not."""

    def test_what_was_started_is_awaited(self, play: Play, gate: Gate) -> None:
        """Also what that starts in turn, and the jobs that it routes meanwhile."""
        seen: list[str] = []

        async def main() -> None:
            async def second() -> None:
                await router.run(gate.job)
                seen.append("second")

            async def first() -> None:
                await asyncio.sleep(0)
                router.start(second)
                seen.append("first")

            async with play.router() as router:
                router.start(first)
                router.start(gate.job)
                opener = asyncio.ensure_future(gate.begun(2))
                opener.add_done_callback(lambda _: gate.open())
            assert seen == ["first", "second"]
            assert opener.done()

        play(main)

    def test_an_error_cancels_instead(self, play: Play, gate: Gate) -> None:
        """What runs is waited for, what is queued and the tasks are not."""
        ended: list[str] = []

        async def main() -> None:
            async def forever() -> None:
                try:
                    await asyncio.Event().wait()
                finally:
                    ended.append("cancelled")

            futures: list[Any] = []

            async def fail() -> None:
                async with play.router(executors={"default": Workers(1)}) as router:
                    futures.extend(router.start(gate.job, number) for number in range(2))
                    futures.append(router.submit(gate.job, 3))
                    router.start(forever)
                    await asyncio.sleep(0)
                    await gate.begun()
                    asyncio.get_running_loop().call_later(0, gate.open)
                    raise PlannedError

            with pytest.raises(PlannedError):
                await fail()
            running, queued, submitted = futures
            assert running.cancelled()
            assert queued.cancelled()
            with pytest.raises(CancelledError):
                submitted.result()
            assert ended == ["cancelled"]
            assert gate.calls == 1

        play(main)

    def test_a_job_that_somebody_awaits_may_end(self, play: Play, gate: Gate) -> None:
        async def main() -> None:
            router = play.router()
            async with router:
                wait = asyncio.ensure_future(router.run(gate.job, 4))
                await gate.begun()
                asyncio.get_running_loop().call_soon(gate.open)
            assert await wait == 4

        play(main)

    def test_closing_twice_at_the_same_time(self, play: Play, gate: Gate) -> None:
        async def main() -> None:
            router = play.router()
            async with router:
                router.start(gate.job)
                await gate.begun()
                both = [asyncio.ensure_future(router.aclose()) for _ in range(2)]
                await asyncio.sleep(0)
                assert not any(close.done() for close in both)
                gate.open()
                await asyncio.gather(*both)
                assert "closed" in repr(router)

        play(main)

    def test_a_job_that_closes_its_router(self, play: Play) -> None:
        """It does not wait for itself."""

        async def main() -> None:
            router = play.router()
            async with router:

                async def close() -> str:
                    await router.aclose()
                    return "closed"

                assert await router.start(close) == "closed"

        play(main)

    def test_nothing_is_accepted_at_the_end(self, play: Play, gate: Gate) -> None:
        async def main() -> None:
            async with play.router() as router:
                wait = asyncio.ensure_future(router.run(gate.job))
                await gate.begun()
                close = asyncio.ensure_future(router.aclose())
                await asyncio.sleep(0)
                for way in (router.run, router.start, router.submit):
                    with pytest.raises(RouterClosedError, match="closing"):
                        way(gate.job)
                assert not close.done()
                gate.open()
                await close
                await wait

        play(main)


class TestTheLimit:
    """Whatever is stuck, leaving ends in time and says what it was."""

    @pytest.mark.parametrize("timeout", [0, 0.05])
    def test_a_stuck_job(
        self, play: Play, gate: Gate, timeout: float, caplog: pytest.LogCaptureFixture
    ) -> None:
        """Its stack is logged, its waiters are free, its thread is left behind."""

        async def main() -> None:
            async with play.router(shutdown_timeout=timeout) as router:
                wait = asyncio.ensure_future(router.run(gate.job))
                started = router.start(gate.job)
                await gate.begun(2)
                workers = router._made["default"].stuck()
            with pytest.raises(asyncio.CancelledError):
                await wait
            assert started.cancelled()
            gate.open()
            for worker in workers:
                assert isinstance(worker, threading.Thread)
                assert worker.daemon
                worker.join(10)

        with caplog.at_level(logging.ERROR, "loopsafe"):
            play(main)
        assert len(caplog.records) == 2
        for record in caplog.records:
            message = record.getMessage()
            assert message.startswith('loopsafe: thread "loopsafe-default-')
            assert '(Gate.job)" was still running' in message
            assert "self._open.wait(PATIENCE)" in message

    def test_a_stuck_job_in_another_executor(
        self, play: Play, gate: Gate, caplog: pytest.LogCaptureFixture
    ) -> None:
        async def main() -> None:
            options: dict[str, Any] = {"executors": {"default": ThreadPoolExecutor(1)}}
            async with play.router(shutdown_timeout=0, **options) as router:
                wait = asyncio.ensure_future(router.run(gate.job))
                await gate.begun()
            with pytest.raises(asyncio.CancelledError):
                await wait
            gate.open()

        with caplog.at_level(logging.ERROR, "loopsafe"):
            play(main)
        assert 'a job of executor "default" was still running' in caplog.text
        assert "Gate.job; its thread or process is not ours to inspect" in caplog.text

    def test_a_task_that_refuses_to_end(self, play: Play, caplog: pytest.LogCaptureFixture) -> None:
        async def main() -> None:
            stop = asyncio.Event()

            async def stubborn() -> None:
                while not stop.is_set():
                    with contextlib.suppress(asyncio.CancelledError):
                        await stop.wait()

            async with play.router(shutdown_timeout=0.01) as router:
                task = router.start(stubborn)
            stop.set()
            await task

        with caplog.at_level(logging.ERROR, "loopsafe"):
            play(main)
        assert "did not end when it was cancelled" in caplog.text

    def test_cancelled_while_it_waits(self, play: Play, gate: Gate) -> None:
        """The waiting stops at once, the router is closed, and the cancellation goes on."""

        async def main() -> None:
            async def leave() -> None:
                async with router:
                    router.start(gate.job)
                    await gate.begun()

            router = play.router()
            task = asyncio.ensure_future(leave())
            while router._closing is None:  # noqa: ASYNC110  (nothing tells when it begins)
                await asyncio.sleep(0)
            workers = router._made["default"].stuck()
            task.cancel()  # during the wait for what was started
            await asyncio.sleep(0)
            task.cancel()  # and again during the wait for what runs
            with pytest.raises(asyncio.CancelledError):
                await task
            assert "closed" in repr(router)
            gate.open()
            for worker in workers:
                assert isinstance(worker, threading.Thread)
                worker.join(10)

        play(main)

    def test_the_process_ends_too(self) -> None:
        """`asyncio.run` comes back, and so does the interpreter; the standard library hangs."""
        began = time.monotonic()
        result = python("""
            import asyncio, threading, loopsafe

            async def main():
                async with loopsafe.Router(shutdown_timeout=0.1) as router:
                    wait = asyncio.ensure_future(router.run(threading.Event().wait))
                    await asyncio.sleep(0)

            asyncio.run(main())
            print("left")
        """)
        assert result.stdout == "left\n"
        assert "was still running 0.1 s after the router was closed" in result.stderr
        assert "Traceback" not in result.stderr
        assert result.returncode == 0
        assert time.monotonic() - began < 20

    def test_a_loop_that_is_closed_under_running_jobs(self) -> None:
        """No thread fails, nobody hears of it, the process ends."""
        result = python("""
            import asyncio, threading, loopsafe

            go, began = threading.Event(), threading.Event()

            def job():
                began.set()
                go.wait()

            async def main():
                loopsafe.run(job)
                began.wait()

            loop = asyncio.new_event_loop()
            loop.run_until_complete(main())
            threads = [thread for thread in threading.enumerate() if "default" in thread.name]
            loop.close()
            go.set()
            import gc
            asyncio.run(asyncio.sleep(0))
            import loopsafe.router._registry as registry
            registry.purge()
            gc.collect()
            for thread in threads:
                thread.join(10)
            print(len(threads), threading.active_count())
        """)
        assert result.stdout == "1 1\n"
        assert "Traceback" not in result.stderr
        assert "Exception" not in result.stderr
        assert result.returncode == 0


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
class TestFork:
    """A child has none of its parent's threads."""

    def test_a_child_says_so_and_starts_anew(self) -> None:
        result = python("""
            import asyncio, os, sys, warnings, loopsafe
            warnings.simplefilter("ignore", DeprecationWarning)

            def job():
                return os.getpid()

            async def parent():
                async with loopsafe.Router() as router:
                    assert await router.run(job) == os.getpid()
                    child = os.fork()
                    if not child:
                        return router
                    _, status = os.waitpid(child, 0)
                    assert await router.run(job) == os.getpid()
                    print("child", os.waitstatus_to_exitcode(status))
                    os._exit(0) if sys.stdout.flush() else None

            async def anew():
                return await loopsafe.run(job)

            def inherited():
                try:
                    router.submit(job)
                except loopsafe.RouterClosedError as error:
                    return "did not survive the fork" in str(error)

            router = asyncio.run(parent())
            if router is None:
                sys.exit()
            assert inherited()
            import threading
            assert threading.active_count() == 1, threading.enumerate()
            assert asyncio.run(anew()) == os.getpid()
        """)
        assert result.stdout == "child 0\n", result.stderr
        assert result.returncode == 0, result.stderr


def _forget_it() -> None:
    """Make the registry look for loops that were closed, as it does when a new one comes."""
    _registry.purge()
    gc.collect()


def test_a_router_that_nobody_closes() -> None:
    """It is told, and its idle threads end with it."""
    loop = asyncio.new_event_loop()
    workers: list[Any] = []

    async def main() -> None:
        router = Router()
        await router.__aenter__()
        await router.run(len, ())
        workers.extend(router._made["default"].workers)  # type: ignore[union-attr]

    loop.run_until_complete(main())
    loop.close()
    with pytest.warns(ResourceWarning, match="unclosed <Router"):
        _forget_it()
    for worker in workers:
        worker.join(10)
        assert not worker.is_alive()
