"""What jobs raise: all of it arrives, where the job was, and nothing is kept alive by it."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import subprocess
import sys
import traceback
import weakref
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest

from loopsafe import Job, Router, Workers, blocking, callback, from_thread
from tests.unit.router.conftest import Gate, Play

EXECUTORS = [Workers(1), None]


class PlannedError(Exception):
    pass


def inner() -> None:
    raise PlannedError


@blocking
def failing() -> None:
    inner()


@callback
def failing_on_loop() -> None:
    inner()


@callback
def keyword(*, key: int) -> None:
    raise PlannedError(key)


async def failing_coroutine() -> None:
    inner()


def executors(own: object) -> dict[str, Any]:
    return {"default": own or ThreadPoolExecutor(1)}


@pytest.mark.parametrize("own", EXECUTORS)
def test_the_traceback_crosses_threads(play: Play, own: object) -> None:
    """It leads from the await to the line that raised, without a frame of the worker's."""

    async def main() -> None:
        async with play.router(executors=executors(own)) as router:
            for start in (router.run, router.start, router.submit):
                result: Any = start(failing)
                if start == router.submit:
                    result = asyncio.wrap_future(result)
                with pytest.raises(PlannedError) as caught:
                    await result
                names = [frame.name for frame in traceback.extract_tb(caught.value.__traceback__)]
                assert names[0] == "main"
                assert names[-2:] == ["failing", "inner"]
                assert not {"_work", "_bootstrap_inner", "__call__"} & set(names)

    play(main)


def test_where_in_place_exceptions_come_out(play: Play) -> None:
    """`run` raises at once, `start` and `submit` put it into the future."""

    async def main() -> None:
        async with play.router() as router:
            with pytest.raises(PlannedError):
                router.run(failing_on_loop)
            future = router.start(failing_on_loop)
            assert isinstance(future.exception(), PlannedError)
            submitted = await asyncio.to_thread(router.submit, failing_on_loop)
            with pytest.raises(PlannedError):
                await asyncio.wrap_future(submitted)
            submitted = await asyncio.to_thread(router.submit, failing_coroutine)
            with pytest.raises(PlannedError):
                await asyncio.wrap_future(submitted)

    play(main)


@pytest.mark.parametrize("own", EXECUTORS)
def test_stop_iteration_does_not_end_the_waiter(play: Play, own: object) -> None:
    def job() -> None:
        raise StopIteration(5)

    async def main() -> None:
        async with play.router(executors=executors(own)) as router:
            for start in (router.run, router.start):
                with pytest.raises(
                    RuntimeError, match=r'"test_stop.*job" raised StopIteration'
                ) as (caught):
                    await start(job)
                assert isinstance(caught.value.__cause__, StopIteration)
            with pytest.raises(RuntimeError, match="raised StopIteration"):
                await router.start(callback(lambda: next(iter(()))))

    play(main)


@pytest.mark.parametrize("own", EXECUTORS)
@pytest.mark.parametrize("error", [SystemExit(3), KeyboardInterrupt()], ids=["exit", "interrupt"])
def test_the_end_of_the_program(play: Play, error: BaseException, own: object) -> None:
    """From a worker it reaches who waits, and ends the loop as it does from a task."""

    def job() -> None:
        raise error

    async def main() -> None:
        async with play.router(executors=executors(own)) as router:
            await router.run(job)

    with pytest.raises(type(error)):
        play(main)


def test_a_worker_survives_what_its_jobs_raise(play: Play) -> None:
    def job(error: BaseException) -> None:
        raise error

    async def main() -> None:
        async with play.router(executors={"default": Workers(1)}) as router:
            names = set()
            for error in (SystemExit(), KeyboardInterrupt(), MemoryError(), GeneratorExit()):
                future = router.submit(job, error)
                wrapped = asyncio.wrap_future(future)
                await asyncio.wait([wrapped])
                assert wrapped.exception() is error
                names.add(await router.run(lambda: __import__("threading").get_ident()))
            assert len(names) == 1

    play(main)


class Witness:
    """Something that a job's frames hold."""


@pytest.mark.parametrize("own", EXECUTORS)
@pytest.mark.parametrize("fails", [False, True])
def test_no_cycle_keeps_frames_alive(play: Play, own: object, *, fails: bool) -> None:
    """With the collector off, arguments and results are gone as soon as the job is forgotten."""

    def job(witness: Witness) -> Witness:
        if fails:
            raise PlannedError
        return witness

    async def main() -> None:
        # Who looks for slow callbacks may keep one that it has seen, until it looks again.
        async with play.router(executors=executors(own), slow_callback=None) as router:
            gone = []
            for start in (partial(router.run, job), partial(router.start, job), Job(job).run):
                witness = Witness()
                gone.append(weakref.ref(witness))
                with contextlib.suppress(PlannedError):
                    await start(witness)
                del witness
            await router.run(lambda: None)  # the worker is through with what was before
            await asyncio.sleep(0)
            assert [ref() for ref in gone] == [None] * 3

    gc.collect()
    gc.disable()
    try:
        play(main)
    finally:
        gc.enable()


@pytest.mark.reports
def test_one_callback_that_raises_loses_no_other(play: Play, gate: Gate) -> None:
    """Results that land together are delivered each for itself."""

    async def main() -> None:
        async with play.router(executors={"default": Workers(3)}) as router:
            first, second, third = (router.start(gate.job, number) for number in range(3))
            await gate.begun(3)

            def broken(_: object) -> None:
                raise PlannedError

            first.add_done_callback(broken)
            second.add_done_callback(broken)
            gate.open()
            assert [await first, await second, await third] == [0, 1, 2]
        assert router.stats()["default"].done == 3

    play(main)
    assert [type(report["exception"]) for report in play.reports] == [PlannedError] * 2


@pytest.mark.reports
def test_a_hook_that_raises(play: Play) -> None:
    """It is reported with the job's name, and the job's result is delivered."""

    def hook(_: object) -> None:
        raise PlannedError

    async def main() -> None:
        async with play.router(on_job=hook) as router:
            assert await router.run(len, [1]) == 1
            assert await router.start(asyncio.sleep, 0, 2) == 2

    play(main)
    assert [report["message"] for report in play.reports] == [
        'loopsafe: the on_job hook failed for "len"',
        'loopsafe: the on_job hook failed for "sleep"',
    ]


@pytest.mark.reports
def test_fired_jobs_report_what_they_raise(play: Play) -> None:
    """One listener that fails costs the others nothing; a wrong call is the caller's mistake."""

    async def main() -> None:
        async with play.router() as router:
            func: Any
            for func in (failing_on_loop, failing_coroutine, failing):
                Job(func).fire()
            Job(keyword).fire(key=1)
            await router.run(Job(failing_on_loop).fire)
            await router.run(Job(failing).fire)
            wrong: Any
            for wrong in (failing_on_loop, keyword):
                with pytest.raises(TypeError, match="argument"):
                    Job(wrong).fire(1, 2, 3)

    play(main)
    names = [str(report["job"]) for report in play.reports]
    assert sorted(names) == sorted(
        [
            "<Job failing_on_loop (callback)>",
            "<Job failing_coroutine (coroutine)>",
            "<Job failing (blocking)>",
            "<Job keyword (callback)>",
            "<Job failing_on_loop (callback)>",
            "<Job failing (blocking)>",
        ]
    )
    assert {type(report["exception"]) for report in play.reports} == {PlannedError}


def test_a_result_that_cannot_be_delivered_loses_no_other(play: Play, gate: Gate) -> None:
    """A future that somebody else has answered already is left alone."""

    async def main() -> None:
        async with play.router(executors={"default": Workers(2)}) as router:
            first, second = router.start(gate.job, 1), router.start(gate.job, 2)
            await gate.begun(2)
            first.set_result(99)
            gate.open()
            assert (await first, await second) == (99, 2)

    play(main)


def test_an_unretrieved_exception_is_not_silent() -> None:
    """Of what `start` began, asyncio tells when nobody has looked."""
    code = (
        "import asyncio, loopsafe\n"
        "def job(): 1 / 0\n"
        "async def task(): 1 / 0\n"
        "async def main():\n"
        "    async with loopsafe.Router() as router:\n"
        "        router.start(job); router.start(task)\n"
        "asyncio.run(main())\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=30
    )
    assert result.stderr.count("was never retrieved") == 2
    assert result.stderr.count("\nZeroDivisionError: division by zero") == 2


def test_wrong_arguments_of_a_submitted_coroutine(play: Play) -> None:
    async def main() -> None:
        async with play.router() as router:
            submit: Any = router.submit
            future = await asyncio.to_thread(submit, failing_coroutine, 1)
            with pytest.raises(TypeError, match="takes 0 positional arguments"):
                await asyncio.wrap_future(future)

    play(main)


def test_exceptions_cross_back(play: Play) -> None:
    """From the loop to the worker that waits for it, with both tracebacks."""

    def job() -> list[str]:
        names = []
        for func in (failing_coroutine, failing_on_loop):
            with pytest.raises(PlannedError) as caught:
                from_thread.run(func)
            frames = traceback.extract_tb(caught.value.__traceback__)
            names.append([frame.name for frame in frames][-1])
        return names

    async def main() -> None:
        async with Router() as router:
            assert await router.run(job) == ["inner", "inner"]

    play(main)
