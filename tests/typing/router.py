"""What is routed keeps its types: the result's, and those of the arguments."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, assert_type

import loopsafe
from loopsafe import Job, JobFuture, JobReport, Router, Workers, blocking, callback, from_thread


@blocking
def read(path: str, *, size: int = 0) -> bytes:
    return path.encode() * size


@callback
def show(level: int) -> str:
    return str(level)


async def fetch(host: str) -> float:
    await asyncio.sleep(0)
    return float(len(host))


def report(job: JobReport) -> None:
    assert job.name


class Lamp:
    @blocking
    def settle(self, seconds: float) -> bool:
        return seconds > 0

    async def dim(self, level: int) -> int:
        return level


async def main() -> None:
    async with Router(
        executors={"db": ThreadPoolExecutor(1), "disk": Workers(4, queue=10)}, on_job=report
    ) as router:
        assert_type(router, Router)
        assert_type(await router.run(read, "a", size=1), bytes)
        assert_type(await router.run(show, 1), str)
        assert_type(await router.run(fetch, "a"), float)
        assert_type(await loopsafe.run(read, "a"), bytes)
        assert_type(await loopsafe.run(fetch, host="a"), float)
        assert_type(await loopsafe.run(Lamp().settle, 1.0), bool)
        assert_type(await loopsafe.run(Lamp().dim, 1), int)
        assert_type(await loopsafe.run(partial(read, "a"), size=1), bytes)
        assert_type(await loopsafe.run(lambda: str(1)), str)
        assert_type(router.start(fetch, "a"), asyncio.Task[float])
        assert_type(router.start(read, "a"), asyncio.Future[bytes])
        assert_type(router.submit(fetch, "a"), JobFuture[float])
        assert_type(router.submit(read, "a").result(1.0), bytes)
        assert_type(await router.wrap(show)(1), str)
        assert_type(await router.wrap(fetch)(host="a"), float)
        handlers: list[Callable[[int], Coroutine[Any, Any, str]]] = [router.wrap(show)]
        assert handlers
        assert_type(router.stats()["db"].limit, int | None)

        jobs: list[Job[[int], str]] = [Job(show)]
        assert jobs
        assert_type(await Job(show).run(1), str)
        assert_type(await Job(fetch).run("a"), float)
        assert_type(await Job(read).run("a", size=2), bytes)
        assert_type(Job(fetch).start("a"), asyncio.Future[float])
        assert_type(Job(Lamp().settle).name, str)
        Job(fetch).fire("a")

        router.run(read, 1)  # type: ignore[call-overload]  # pyright: ignore[reportCallIssue, reportArgumentType]
        router.run(show)  # type: ignore[call-overload]  # pyright: ignore[reportCallIssue]
        loopsafe.run(read, "a", length=1)  # type: ignore[arg-type,call-arg,call-overload,unused-coroutine,unused-ignore]  # pyright: ignore[reportCallIssue]
        loopsafe.run(fetch, 1)  # type: ignore[call-overload]  # pyright: ignore[reportCallIssue, reportArgumentType]
        router.start(fetch)  # type: ignore[call-overload]  # pyright: ignore[reportCallIssue]
        router.submit(show, "a")  # type: ignore[call-overload]  # pyright: ignore[reportCallIssue, reportArgumentType]
        Job(show).fire("a")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        loopsafe.run(3)  # type: ignore[call-overload]  # pyright: ignore[reportCallIssue, reportArgumentType]


@blocking
def worker() -> None:
    assert_type(from_thread.run(fetch, "a"), float)
    assert_type(from_thread.run(show, 1), str)
    assert_type(from_thread.run(read, "a", size=1), bytes)
    assert_type(from_thread.call(show, 1), str)
    from_thread.check_cancelled()
    from_thread.run(show, "a")  # type: ignore[call-overload]  # pyright: ignore[reportCallIssue, reportArgumentType]
    from_thread.call(show)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
