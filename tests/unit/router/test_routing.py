"""The routing table: which thread runs what, from where, and what the caller gets."""

from __future__ import annotations

import asyncio
import contextvars
import gc
import threading
from collections.abc import Callable
from typing import Any

import pytest

from loopsafe import (
    Job,
    NotRoutableError,
    Router,
    RouterClosedError,
    RouterError,
    UnknownExecutorError,
    Workers,
    WrongLoopError,
    blocking,
    callback,
    from_thread,
    run,
    thread_safe,
)
from tests.unit.router.conftest import Gate, Play, threads_of_ours

VARIABLE: contextvars.ContextVar[str] = contextvars.ContextVar("VARIABLE", default="none")


def here() -> tuple[int, str]:
    """Tell the thread, and the context."""
    return threading.get_ident(), VARIABLE.get()


async def coroutine() -> tuple[int, str]:
    await asyncio.sleep(0)
    return here()


@callback
def called() -> tuple[int, str]:
    return here()


@thread_safe
def safe() -> tuple[int, str]:
    return here()


@blocking
def blocked() -> tuple[int, str]:
    return here()


@blocking(executor="db")
def queried() -> str:
    return threading.current_thread().name


@blocking(kind="cpu")
def computed() -> str:
    return threading.current_thread().name


ON_LOOP = (coroutine, called, safe)
IN_WORKER = (blocked, lambda: here())  # noqa: PLW0108  (an unmarked function)


def named(func: object) -> str:
    """Return a name for the test: the same in every process."""
    return str(getattr(func, "__name__", type(func).__name__))


class TestOnTheLoop:
    """`run`, `loopsafe.run`, `start` and `Job` on the loop's thread."""

    @pytest.mark.parametrize("func", ON_LOOP + IN_WORKER, ids=named)
    def test_thread_context_and_result(self, play: Play, func: Callable[[], Any]) -> None:
        """Whatever the way, it is the same thread, and the context of the caller."""

        async def main() -> None:
            VARIABLE.set("mine")
            loop_thread = threading.get_ident()
            async with play.router() as router:
                ways = [router.run(func), run(func), router.start(func)]
                ways += [Job(func).run(), Job(func).start(), router.wrap(func)()]
                results = [await way for way in ways]
            assert {context for _, context in results} == {"mine"}
            idents = {ident for ident, _ in results}
            assert (idents == {loop_thread}) is (func in ON_LOOP)
            assert (loop_thread not in idents) is (func in IN_WORKER)

        play(main)

    @pytest.mark.parametrize("func", [called, safe])
    def test_in_place_is_at_once(self, play: Play, func: Callable[[], Any]) -> None:
        """Before the first await, without a thread or a task."""

        async def main() -> None:
            seen: list[int] = []
            waits: list[Any]
            tasks = asyncio.all_tasks()
            mark = callback if func is called else thread_safe
            note = mark(lambda number: bool(seen.append(number)))  # type: ignore[func-returns-value]
            async with play.router() as router:
                waits = [router.run(note, 1), Job(note).run(2), run(note, 3)]
                assert seen == [1, 2, 3]
                assert asyncio.all_tasks() == tasks
                assert [await wait for wait in waits] == [False] * 3
                assert not router.stats().keys() - {"loop"}

        play(main)

    def test_a_coroutine_is_returned_as_it_is(self, play: Play) -> None:
        async def main() -> None:
            async with play.router() as router:
                for made in (router.run(coroutine), run(coroutine), Job(coroutine).run()):
                    assert asyncio.iscoroutine(made)
                    await made

        play(main)

    def test_named_executors(self, play: Play) -> None:
        """``executor=`` names one, ``kind="cpu"`` has one of its own with a single thread."""

        async def main() -> None:
            async with play.router(executors={"db": Workers(2)}) as router:
                assert await router.run(queried) == "loopsafe-db-1 (queried)"
                assert await router.run(computed) == "loopsafe-cpu-1 (computed)"
                stats = router.stats()
                assert (stats["db"].limit, stats["cpu"].limit) == (2, 1)
                assert "default" not in stats

        play(main)

    def test_keyword_arguments(self, play: Play) -> None:
        def both(one: int, *, two: int = 0) -> tuple[int, int]:
            return one, two

        async def main() -> None:
            async with play.router() as router:
                for mark in (callback, thread_safe, blocking):
                    func = mark(lambda one, *, two=0: (one, two))
                    assert await router.run(func, 1, two=2) == (1, 2)
                    assert await Job(func).run(one=1, two=2) == (1, 2)
                assert await router.run(both, two=2, one=1) == (1, 2)
                assert await router.start(both, 1, two=3) == (1, 3)
                assert await asyncio.wrap_future(router.submit(both, 1, two=4)) == (1, 4)

        play(main)


class TestFromOtherThreads:
    """`submit`, and `loopsafe.from_thread`."""

    @pytest.mark.parametrize("func", ON_LOOP + IN_WORKER, ids=named)
    def test_submit(self, play: Play, func: Callable[[], Any]) -> None:
        """To the loop, in place, or to a worker; with the submitting thread's context."""

        async def main() -> None:
            loop_thread = threading.get_ident()

            def elsewhere() -> tuple[int, Any]:
                VARIABLE.set("theirs")
                return threading.get_ident(), router.submit(func).result(10)

            async with play.router() as router:
                caller, (ident, context) = await asyncio.to_thread(elsewhere)
            assert context == "theirs"
            assert (ident == loop_thread) is (func in {coroutine, called})
            assert (ident == caller) is (func is safe)

        play(main)

    def test_submit_on_the_loop(self, play: Play) -> None:
        """It is a thread like any other, as long as it does not wait in place."""

        async def main() -> None:
            async with play.router() as router:
                for func in ON_LOOP + IN_WORKER:
                    await asyncio.wrap_future(router.submit(func))

        play(main)

    @pytest.mark.parametrize("func", ON_LOOP + IN_WORKER, ids=named)
    def test_from_a_worker(self, play: Play, func: Callable[[], Any]) -> None:
        """To the loop what belongs there, in place what does not."""

        def job() -> tuple[int, Any]:
            VARIABLE.set("worker")
            return threading.get_ident(), from_thread.run(func)

        async def main() -> None:
            loop_thread = threading.get_ident()
            async with play.router() as router:
                worker, (ident, context) = await router.run(job)
            assert context == "worker"
            assert ident == (loop_thread if func in {coroutine, called} else worker)

        play(main)

    def test_call(self, play: Play) -> None:
        """`call` brings any plain function to the loop that does not block."""

        def job() -> list[int]:
            return [from_thread.call(func)[0] for func in (here, called, safe)]

        async def main() -> None:
            async with play.router() as router:
                assert set(await router.run(job)) == {threading.get_ident()}

        play(main)

    def test_call_refuses_what_does_not_belong_there(self, play: Play) -> None:
        def job() -> list[str]:
            messages = []
            for func in (coroutine, blocked):
                with pytest.raises(NotRoutableError) as caught:
                    from_thread.call(func)  # type: ignore[callable-context]
                messages.append(str(caught.value))
            return messages

        async def main() -> None:
            async with play.router() as router:
                first, second = await router.run(job)
            assert first == '"coroutine" is a coroutine function: use loopsafe.from_thread.run(...)'
            assert second == '"blocked" is marked @blocking: call it here, not on the event loop'

        play(main)

    def test_a_job_fired_in_a_worker(self, play: Play, gate: Gate) -> None:
        """It finds the loop of the worker's router."""
        seen: list[int] = []

        @callback
        def note() -> None:
            seen.append(threading.get_ident())
            gate.open()

        async def main() -> None:
            async with play.router() as router:
                await router.run(Job(note).fire)
                await router.run(gate.job)
            assert seen == [threading.get_ident()]

        play(main)


class TestTheLoopsOwnRouter:
    """Which router `loopsafe.run` uses."""

    def test_the_innermost(self, play: Play) -> None:
        async def main() -> None:
            with pytest.raises(UnknownExecutorError):
                await run(queried)
            async with play.router(executors={"db": Workers(1)}):
                assert await run(queried) == "loopsafe-db-1 (queried)"
                async with play.router():
                    with pytest.raises(UnknownExecutorError):
                        await run(queried)
                assert await run(queried) == "loopsafe-db-1 (queried)"
            with pytest.raises(UnknownExecutorError):
                await run(queried)

        play(main)

    def test_it_ends_with_the_loop(self, play: Play) -> None:
        """No thread is left when the loop's runner is; the fixture looks."""

        async def main() -> None:
            ident, _ = await run(blocked)
            assert ident != threading.get_ident()

        play(main)
        play(main)

    def test_a_loop_that_was_dropped(self) -> None:
        """Its router's threads end when the next loop comes, at the latest."""
        loop = asyncio.new_event_loop()
        loop.run_until_complete(_run_blocked())
        loop.close()
        left = threads_of_ours()
        assert left
        asyncio.run(_run_blocked())
        gc.collect()
        for thread in left:
            thread.join(10)
            assert not thread.is_alive()

    def test_two_loops_in_two_threads(self, play: Play) -> None:
        """Each has its own; neither sees the other's."""
        both = threading.Barrier(2)

        @blocking
        def meet() -> threading.Thread:
            both.wait(10)
            return threading.current_thread()

        async def main() -> threading.Thread:
            return await run(meet)

        async def outer() -> None:
            other = asyncio.to_thread(play, main)
            mine, theirs = await asyncio.gather(main(), other)
            assert mine is not theirs

        play(outer)


async def _run_blocked() -> None:
    await run(blocked)


class TestBadInput:
    """Each mistake has a named error and a remedy."""

    def test_not_callable(self, play: Play) -> None:
        async def main() -> None:
            async with play.router() as router:
                for way in (router.run, router.start, router.submit, router.wrap, run, Job):
                    with pytest.raises(
                        NotRoutableError, match=r"^42 cannot be routed: it is not c"
                    ):
                        way(42)  # type: ignore[call-overload]

        play(main)

    def test_a_coroutine_object(self, play: Play) -> None:
        """It is closed: no second warning says that it was never awaited."""

        async def main() -> None:
            async with play.router() as router:
                for way in (router.run, router.start, router.submit, run, Job):
                    with pytest.raises(NotRoutableError, match='coroutine object of "coroutine"'):
                        way(coroutine())  # type: ignore[call-overload]

        play(main)

    def test_generators(self, play: Play) -> None:
        def plain() -> Any:
            yield 1

        async def asynchronous() -> Any:
            yield 1

        async def main() -> None:
            async with play.router() as router:
                with pytest.raises(NotRoutableError, match="its body runs where it is iterated"):
                    router.run(plain)
                with pytest.raises(NotRoutableError, match="its body runs where it is iterated"):
                    router.run(blocking(plain))
                with pytest.raises(NotRoutableError, match='iterate it with "async for"'):
                    router.run(asynchronous)

        play(main)

    def test_an_unknown_executor(self, play: Play) -> None:
        async def main() -> None:
            async with play.router(executors={"disk": Workers(1)}) as router:
                for way in (router.run, router.start, router.submit):
                    with pytest.raises(UnknownExecutorError) as caught:
                        way(queried)
                    assert str(caught.value) == (
                        '"queried" names executor "db", which the router does not have: it has '
                        '"cpu", "default", "disk"; add it with Router(executors=...)'
                    )

        play(main)

    def test_a_router_that_is_not_open(self, play: Play) -> None:
        async def main() -> None:
            router = play.router()
            for way in (router.run, router.start, router.submit):
                with pytest.raises(RouterClosedError, match=r'enter it with "async with"$'):
                    way(safe)
            async with router:
                pass
            for way in (router.run, router.start, router.submit):
                with pytest.raises(RouterClosedError, match=r"closed, .*; make a new one$"):
                    way(safe)
            with pytest.raises(RouterError, match="was opened before: make a new one"):
                await router.__aenter__()
            await router.aclose()

        play(main)

    def test_a_router_of_another_loop(self, play: Play) -> None:
        async def main() -> None:
            async with play.router() as router:

                async def other() -> None:
                    for way in (router.run, router.start):
                        with pytest.raises(WrongLoopError, match="belongs to another event loop"):
                            way(safe)
                    with pytest.raises(WrongLoopError, match="close it there"):
                        await router.aclose()
                    future = asyncio.wrap_future(router.submit(called))
                    assert (await future)[0] == home

                home = threading.get_ident()
                await asyncio.to_thread(asyncio.run, other())

        play(main)

    def test_no_loop_in_this_thread(self, play: Play) -> None:
        async def main() -> None:
            async with play.router() as router:

                def elsewhere() -> None:
                    ways: list[Callable[[], Any]] = [
                        lambda: router.run(called),
                        lambda: router.start(called),
                        lambda: run(called),
                        lambda: run(blocked),
                        Job(called).run,
                        Job(called).fire,
                        Job(blocked).fire,
                    ]
                    for way in ways:
                        with pytest.raises(WrongLoopError, match="no event loop runs in this"):
                            way()

                await asyncio.to_thread(elsewhere)  # type: ignore[callable-context]

        play(main)

    @pytest.mark.parametrize(
        ("options", "error", "message"),
        [
            ({"executors": 3}, TypeError, "needs a mapping from names to executors, not 3"),
            ({"executors": {1: None}}, TypeError, "1 is no name"),
            ({"executors": {"db": 4}}, TypeError, '"db" is 4, which is neither loopsafe.Workers'),
            ({"shutdown_timeout": -1}, ValueError, "a number of seconds, 0 or more"),
            ({"shutdown_timeout": float("nan")}, ValueError, "a number of seconds, 0 or more"),
            ({"slow_callback": 0}, ValueError, "more than 0 seconds, or None for never"),
            ({"on_job": 3}, TypeError, "needs a function, not 3"),
        ],
    )
    def test_options(self, options: Any, error: type[Exception], message: str) -> None:
        with pytest.raises(error, match=message):
            Router(**options)

    @pytest.mark.parametrize(
        ("options", "error", "message"),
        [
            ({"limit": 0}, ValueError, r"Workers\(limit=0\): it must be at least 1"),
            ({"queue": 0}, ValueError, r"Workers\(queue=0\): it must be at least 1"),
            ({"substitutes": -1}, ValueError, "must be at least 0"),
            ({"limit": 2.5}, TypeError, "needs a whole number, not 2.5"),
            ({"limit": True}, TypeError, "needs a whole number, not True"),
            ({"limit": None}, TypeError, "needs a whole number, not None"),
        ],
    )
    def test_workers(self, options: Any, error: type[Exception], message: str) -> None:
        with pytest.raises(error, match=message):
            Workers(**options)
