"""Faults put in on purpose, and corners that a program may live in for years without seeing."""

from __future__ import annotations

import asyncio
import itertools
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from loopsafe import NotRoutableError, Router, RouterError, callback, run, thread_safe
from loopsafe.router._mailbox import BATCH, Mailbox, open_mailbox
from tests.unit.router.conftest import Gate, Play


class PlannedError(Exception):
    pass


async def immediate() -> str:
    return "at once"


class Landing:
    """What items are addressed to: fails for each third."""

    def __init__(self) -> None:
        self.landed: list[int] = []
        self.all = asyncio.Event()

    def land(self, item: tuple[Any, ...]) -> None:
        _, number, count = item
        self.landed.append(number)
        if len(self.landed) == count:
            self.all.set()
        if number % 3 == 0:
            raise PlannedError


def post_all(mailbox: Mailbox, items: list[tuple[Any, ...]]) -> None:
    for item in items:
        mailbox.post(item)


class TestMailbox:
    """The way back to the loop."""

    @pytest.mark.reports
    @pytest.mark.parametrize("count", [1, 7, 3 * BATCH])
    def test_all_land_in_order_whichever_fail(self, play: Play, count: int) -> None:
        """Also more than land in one turn of the loop, and from another thread."""

        async def main() -> None:
            mailbox = open_mailbox(asyncio.get_running_loop(), portable=play.portable)
            landing = Landing()
            items: list[tuple[Any, ...]] = [(landing, number, count) for number in range(count)]
            await asyncio.to_thread(post_all, mailbox, items)
            await landing.all.wait()
            assert landing.landed == list(range(count))
            mailbox.close()

        play(main)
        assert len(play.reports) == len(range(0, count, 3))
        message = "loopsafe: a result could not be delivered"
        assert {report["message"] for report in play.reports} == {message}

    def test_the_loop_turns_between_batches(self, play: Play) -> None:
        """Very many results at once do not keep it from its other work."""
        turns: list[int] = []

        async def main() -> None:
            loop = asyncio.get_running_loop()
            mailbox = open_mailbox(loop, portable=play.portable)
            landing = Landing()
            count = 4 * BATCH + 1
            for number in range(count):
                mailbox.items.append((landing, 3 * number + 1, count))

            def turn() -> None:
                turns.append(len(landing.landed))
                if not landing.all.is_set():
                    loop.call_soon(turn)

            mailbox.post((landing, 1, count + 1))
            turn()
            await landing.all.wait()
            mailbox.close()

        play(main)
        steps = [after - before for before, after in itertools.pairwise(turns)]
        assert max(steps) <= BATCH

    @pytest.mark.parametrize("portable", [True, False])
    def test_a_loop_that_is_closed(self, portable: bool) -> None:  # noqa: FBT001  (a parameter)
        """Nobody is left to tell, and whoever posts is not to blame."""
        loop = asyncio.new_event_loop()
        mailbox = open_mailbox(loop, portable=portable)
        loop.close()
        mailbox.post((None,))
        mailbox.close()

    def test_a_loop_that_watches_no_descriptors(self) -> None:
        """Windows' proactor has no ``add_reader``: the portable way is taken."""

        class Proactor(asyncio.SelectorEventLoop):
            def add_reader(self, *_: object) -> None:
                raise NotImplementedError

        loop = Proactor()
        assert type(open_mailbox(loop, portable=False)) is Mailbox
        loop.close()


class TestTaskFactories:
    """A loop may make its own tasks."""

    def test_it_is_asked(self, play: Play) -> None:
        made: list[asyncio.Task[Any]] = []

        def factory(loop: Any, coroutine: Any, **options: Any) -> Any:
            made.append(asyncio.Task(coroutine, loop=loop, **options))
            return made[-1]

        async def main() -> None:
            loop = asyncio.get_running_loop()
            loop.set_task_factory(factory)
            try:
                async with play.router() as router:
                    task = router.start(asyncio.sleep, 0, 5)
                    assert task in made
                    assert task.get_name() == "sleep"
                    assert await task == 5
            finally:
                loop.set_task_factory(None)

        play(main)

    @pytest.mark.skipif(sys.version_info < (3, 12), reason="eager tasks came with Python 3.12")
    def test_an_eager_one(self, play: Play) -> None:
        """A task that is over when it is made has nothing to be kept for."""

        async def main() -> None:
            loop = asyncio.get_running_loop()
            eager: Any = getattr(asyncio, "eager_task_factory", None)

            def factory(
                loop: Any, coroutine: Any, *, name: Any = None, context: Any = None, **_: Any
            ) -> Any:
                # uvloop passes on what only later versions of the factory know.
                return eager(loop, coroutine, name=name, context=context)

            loop.set_task_factory(factory)
            try:
                async with play.router() as router:
                    task = router.start(immediate)
                    assert task.done()
                    assert await task == "at once"
                    assert router.stats()["loop"].done == 1
            finally:
                loop.set_task_factory(None)

        play(main)


class TestCorners:
    """Defined behaviour where one would not look for it."""

    def test_what_cannot_be_routed_comes_before_the_closed_router(self, play: Play) -> None:
        async def main() -> None:
            router = play.router()
            await router.aclose()
            way: Any
            for way in (router.run, router.start, router.submit):
                with pytest.raises(NotRoutableError):
                    way(None)
            with pytest.raises(RouterError, match="make a new one"):
                await router.__aenter__()

        play(main)

    def test_thread_safe_functions_need_no_loop(self) -> None:
        """`loopsafe.run` calls them in place, wherever that is."""
        waiting: Any = run(thread_safe(lambda: 5))
        with pytest.raises(StopIteration) as caught:
            waiting.send(None)
        assert caught.value.value == 5

    def test_a_callback_of_another_thread_that_ends_the_program(self, play: Play) -> None:
        """Whoever waits for it hears of it, and the loop ends."""
        futures: list[Any] = []

        @callback
        def leave() -> None:
            raise SystemExit(4)

        async def main() -> None:
            async with play.router() as router:
                await asyncio.to_thread(lambda: futures.append(router.submit(leave)))
                await asyncio.Event().wait()

        with pytest.raises(SystemExit):
            play(main)
        assert isinstance(futures[0].exception(0), SystemExit)

    def test_a_callable_without_weak_references(self, play: Play) -> None:
        """It is looked at each time, instead of being remembered beyond its life."""

        class Slotted:
            __slots__ = ()

            @callback
            def __call__(self) -> int:
                return threading.get_ident()

        async def main() -> None:
            async with play.router() as router:
                for _ in range(3):
                    assert await router.run(Slotted()) == threading.get_ident()

        play(main)

    def test_static_methods_from_a_class_s_dictionary(self, play: Play) -> None:
        """They are no functions yet."""

        class Owner:
            @staticmethod
            def static() -> None: ...

            @classmethod
            def on_class(cls) -> None: ...

        async def main() -> None:
            async with play.router() as router:
                method: Any = vars(Owner)["on_class"]
                with pytest.raises(NotRoutableError, match="is not callable"):
                    router.run(method)
                await router.run(Owner.static)

        play(main)

    def test_a_submitted_coroutine_that_is_cancelled_as_it_fails(self, play: Play) -> None:
        """The waiter has gone; the exception is nobody's, and no callback fails over it."""

        async def main() -> None:
            go = asyncio.Event()

            async def fail() -> None:
                try:
                    await go.wait()
                finally:
                    raise PlannedError

            async with play.router() as router:
                future = router.submit(fail)
                await asyncio.sleep(0)
                await asyncio.sleep(0)
                assert future.cancel()
            assert router.stats()["loop"].failed <= 1

        play(main)

    def test_a_router_is_one_s_own_after_an_odd_order(self, play: Play, gate: Gate) -> None:
        """Routers that are not left in the order in which they were entered."""

        async def main() -> None:
            first, second = play.router(), play.router()
            await first.__aenter__()
            await second.__aenter__()
            await first.aclose()
            gate.open()
            assert await run(gate.job, 3) == 3
            assert second.stats()["default"].done == 1
            await second.aclose()

        play(main)


def test_many_routers_one_after_the_other(play: Play) -> None:
    """Each leaves its descriptors and its threads behind closed."""

    def descriptors() -> int:
        folder = Path("/proc/self/fd")
        return len(list(folder.iterdir())) if folder.is_dir() else 0

    async def main() -> None:
        before = descriptors()
        for _ in range(30):
            async with Router(portable=play.portable) as router:
                assert await router.run(len, "ab") == 2
        assert descriptors() <= before + 3

    play(main)
