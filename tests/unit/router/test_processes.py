"""Jobs that leave the process, and computing: what travels, what is refused, what is where."""

from __future__ import annotations

import asyncio
import concurrent.futures
import contextvars
import functools
import multiprocessing
import os
import pickle
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from loopsafe import Job, UnpicklableError, Workers, blocking, category_of, from_thread
from tests.unit.router.conftest import Play

VARIABLE: contextvars.ContextVar[str] = contextvars.ContextVar("VARIABLE", default="unset")


@blocking(executor="processes")
def where(*values: int, **named: int) -> tuple[int, int]:
    return os.getpid(), sum(values) + sum(named.values())


@blocking(kind="cpu")
def compute(number: int) -> tuple[int, str]:
    return number * number, threading.current_thread().name


@blocking(executor="processes")
def failing() -> None:
    message = "in the process"
    raise LookupError(message)


@blocking(executor="processes")
def stopping() -> None:
    raise StopIteration


@blocking(executor="processes")
def dying() -> None:
    os._exit(3)


@blocking(executor="processes")
def context() -> str:
    return VARIABLE.get()


@blocking(executor="processes")
def going_back() -> str:
    try:
        from_thread.check_cancelled()
    except RuntimeError as error:
        return type(error).__name__
    return "no error"


class Method:
    @blocking(executor="processes")
    def where(self) -> int:
        return os.getpid()


@pytest.fixture(scope="module")
def pool() -> Iterator[concurrent.futures.ProcessPoolExecutor]:
    """One pool for the module: a process takes long to start."""
    context = multiprocessing.get_context("spawn")
    with concurrent.futures.ProcessPoolExecutor(1, mp_context=context) as executor:
        yield executor


class TestProcesses:
    """`concurrent.futures.ProcessPoolExecutor` under a name."""

    def test_everywhere(self, play: Play, pool: concurrent.futures.Executor) -> None:
        async def main() -> None:
            async with play.router(executors={"processes": pool}) as router:
                ways: list[Any] = [router.run, router.start]
                for way in ways:
                    assert await way(where, 1, 2, key=3) == (pid := (await way(where))[0], 6)
                    assert pid != os.getpid()
                future = await asyncio.to_thread(router.submit, where, 5)
                assert await asyncio.wrap_future(future) == (pid, 5)
                assert await router.run(functools.partial(where, 7)) == (pid, 7)
                assert await router.run(Method().where) == pid
                assert await Job(where).run(4) == (pid, 4)
            stats = router.stats()["processes"]
            assert (stats.done, stats.limit, stats.threads) == (8, 1, None)

        play(main)

    def test_marked_functions_pickle(self) -> None:
        """A mark is no wrapper: the function is still what its name says."""
        for func in (where, compute, failing):
            assert pickle.loads(pickle.dumps(func)) is func
            assert category_of(pickle.loads(pickle.dumps(func))) is category_of(func)

    def test_what_cannot_travel_is_refused_at_once(
        self, play: Play, pool: concurrent.futures.Executor
    ) -> None:
        async def main() -> None:
            async with play.router(executors={"processes": pool, "cpu": pool}) as router:
                local = blocking(executor="processes")(lambda: 1)
                for way in (router.run, router.start, router.submit):
                    with pytest.raises(UnpicklableError) as caught:
                        way(local)
                    message = str(caught.value)
                    assert message.startswith('"TestProcesses.test_what_cannot_travel')
                    assert 'cannot be sent to executor "processes": ' in message
                    assert "use a function at the top level of a module" in message
                with pytest.raises(UnpicklableError, match='cannot be sent to executor "cpu"'):
                    router.run(blocking(kind="cpu")(lambda: 1))
                assert router.stats()["processes"].queued == 0

        play(main)

    def test_what_does_not_travel(self, play: Play, pool: concurrent.futures.Executor) -> None:
        """No context is promised across processes, and there is no way back to the loop."""

        async def main() -> None:
            VARIABLE.set("here")
            async with play.router(executors={"processes": pool}) as router:
                assert await router.run(context) == "unset"
                assert await router.run(going_back) == "NotInWorkerError"

        play(main)

    def test_exceptions(self, play: Play, pool: concurrent.futures.Executor) -> None:
        async def main() -> None:
            async with play.router(executors={"processes": pool}) as router:
                with pytest.raises(LookupError, match="in the process"):
                    await router.run(failing)
                with pytest.raises(RuntimeError, match='"stopping" raised StopIteration'):
                    await router.run(stopping)
                assert router.stats()["processes"].failed == 2

        play(main)

    def test_a_process_that_dies(self) -> None:
        """Whoever waits is told; later jobs are refused by the executor, in its words."""

        async def main() -> None:
            context = multiprocessing.get_context("spawn")
            with concurrent.futures.ProcessPoolExecutor(1, mp_context=context) as executor:
                async with Play("asyncio").router(executors={"processes": executor}) as router:
                    for _ in range(2):
                        with pytest.raises(concurrent.futures.BrokenExecutor):
                            await router.run(dying)

        asyncio.run(main())


class TestComputing:
    """``kind="cpu"``."""

    def test_a_single_thread_without_a_pool(self, play: Play) -> None:
        async def main() -> None:
            async with play.router() as router:
                results = await asyncio.gather(*[router.run(compute, n) for n in range(50)])
            assert [square for square, _ in results] == [n * n for n in range(50)]
            assert {name for _, name in results} == {"loopsafe-cpu-1 (compute)"}

        play(main)

    def test_a_pool_where_there_is_one(self, play: Play, pool: concurrent.futures.Executor) -> None:
        async def main() -> None:
            async with play.router(executors={"cpu": pool}) as router:
                assert await router.run(compute, 3) == (9, "MainThread")

        play(main)

    def test_a_named_executor_comes_first(self, play: Play) -> None:
        @blocking(kind="cpu", executor="mine")
        def named() -> str:
            return threading.current_thread().name

        async def main() -> None:
            async with play.router(executors={"mine": Workers(1)}) as router:
                assert (await router.run(named)).startswith("loopsafe-mine-1")

        play(main)

    @pytest.mark.skipif(
        not hasattr(concurrent.futures, "InterpreterPoolExecutor"),
        reason="interpreters came with Python 3.14",
    )
    def test_interpreters(self, play: Play) -> None:
        kind: Any = getattr(concurrent.futures, "InterpreterPoolExecutor", None)

        async def main() -> None:
            with kind(1) as executor:
                async with play.router(executors={"cpu": executor}) as router:
                    assert (await router.run(compute, 3))[0] == 9
                    with pytest.raises(UnpicklableError):
                        router.run(blocking(kind="cpu")(lambda: 1))

        play(main)


class Unknown(concurrent.futures.Executor):
    """An executor of a kind that we have never heard of."""

    def __init__(self) -> None:
        self.jobs: list[Any] = []

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> concurrent.futures.Future[Any]:
        future: concurrent.futures.Future[Any] = concurrent.futures.Future()
        self.jobs.append((fn, args, kwargs))
        future.set_result(fn(*args, **kwargs))
        return future


def test_an_unknown_executor_gets_the_bare_function(play: Play) -> None:
    """Wherever it takes it, that is right; a lambda may be fine with it."""

    async def main() -> None:
        executor = Unknown()
        async with play.router(executors={"default": executor}) as router:
            assert await router.run(len, "abc") == 3
            assert await router.run(lambda: 4) == 4
            assert await asyncio.wrap_future(router.submit(len, "ab")) == 2
        assert executor.jobs[0] == (len, ("abc",), {})

    play(main)
