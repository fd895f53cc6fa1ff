"""Callables that other tools send to the wrong thread, and coroutines that nobody would await."""

from __future__ import annotations

import asyncio
import functools
import threading
import weakref
from typing import Any

import pytest

from loopsafe import (
    Category,
    CoroutineFromWorkerError,
    Job,
    blocking,
    callback,
    category_of,
    register_foreign_marker,
    thread_safe,
)
from loopsafe.router._plan import coroutine_functions, plans
from tests.unit.router.conftest import Play


class Asynchronous:
    async def __call__(self) -> str:
        return await coroutine()


class Marked:
    @callback
    def __call__(self) -> int:
        return threading.get_ident()

    @callback
    def method(self, _: int = 0) -> int:
        return threading.get_ident()

    part = functools.partialmethod(method, 1)

    @staticmethod
    @callback
    def static() -> int:
        return threading.get_ident()

    @classmethod
    @callback
    def on_class(cls) -> int:
        return threading.get_ident()


async def coroutine() -> str:
    await asyncio.sleep(0)
    return "awaited"


def test_hidden_coroutine_functions_are_awaited(play: Play) -> None:
    """By `type(obj).__call__`, through `partial`, and whatever else stands before them."""

    async def main() -> None:
        async with play.router() as router:
            for func in (Asynchronous(), functools.partial(coroutine), Asynchronous().__call__):
                assert await router.run(func) == "awaited"
                assert await router.start(func) == "awaited"
                assert await asyncio.wrap_future(router.submit(func)) == "awaited"
                assert await Job(func).run() == "awaited"

    play(main)


def test_marked_callables_of_all_kinds(play: Play) -> None:
    async def main() -> None:
        async with play.router() as router:
            for func in (
                Marked(),
                Marked().method,
                Marked().part,
                Marked.static,
                Marked.on_class,
                functools.partial(Marked().method, 1),
            ):
                assert await router.run(func) == threading.get_ident()
                assert await Job(func).run() == threading.get_ident()
                assert Job(func).category is Category.CALLBACK

    play(main)


def test_an_instance_attribute_named_call_counts_for_nothing(play: Play) -> None:
    """Python looks for ``__call__`` on the type, and so do we."""

    class Plain:
        def __call__(self) -> int:
            return threading.get_ident()

    async def main() -> None:
        plain = Plain()
        vars(plain)["__call__"] = coroutine
        async with play.router() as router:
            assert await router.run(plain) != threading.get_ident()

    play(main)


def test_a_copied_mark_belongs_to_the_function_it_was_put_on(play: Play) -> None:
    """`functools.wraps` copies a function's attributes onto a different function."""

    @callback
    def original() -> int:
        return threading.get_ident()

    def wrapper() -> int:
        return threading.get_ident()

    vars(wrapper).update(vars(original))  # without __wrapped__ nothing else tells
    assert category_of(wrapper) is None

    async def main() -> None:
        async with play.router() as router:
            assert await router.run(original) == threading.get_ident()
            assert await router.run(wrapper) != threading.get_ident()

    play(main)


def test_a_mark_that_comes_late_is_seen(play: Play) -> None:
    """What was looked up before is forgotten when a function, or an attribute, gets a meaning."""

    def first() -> int:
        return threading.get_ident()

    def second() -> int:
        return threading.get_ident()

    vars(second)["_loopsafe_test_mark"] = True

    async def main() -> None:
        async with play.router() as router:
            assert await router.run(first) != threading.get_ident()
            callback(first)
            assert await router.run(first) == threading.get_ident()
            if category_of(second) is None:
                assert await router.run(second) != threading.get_ident()
                register_foreign_marker("_loopsafe_test_mark", Category.CALLBACK)
            assert await router.run(second) == threading.get_ident()

    play(main)


def test_the_memory_keeps_nothing_alive(play: Play) -> None:
    """A callable goes when its owner drops it, and what takes its place is looked at anew."""

    async def main() -> None:
        # Who looks for slow callbacks may keep one that it has seen, until it looks again.
        async with play.router(slow_callback=None) as router:
            marks: list[Any] = [callback, thread_safe, blocking]
            for number in range(300):

                def sync() -> int:
                    return threading.get_ident()

                async def asynchronous() -> str:
                    return "awaited"

                marks[number % 3](sync)
                on_loop = await router.run(sync) == threading.get_ident()
                assert on_loop is (number % 3 != 2)
                assert await router.run(asynchronous) == "awaited"
                gone = weakref.ref(sync), weakref.ref(asynchronous)
                keys = {id(sync), id(asynchronous)}
                assert keys <= set(plans)
                assert keys & coroutine_functions == {id(asynchronous)}
                del sync, asynchronous
                assert [ref() for ref in gone] == [None, None]
                assert not keys & set(plans)
                assert not keys & coroutine_functions

    play(main)


def test_a_coroutine_that_comes_back_from_a_worker(play: Play) -> None:
    """A lambda around a coroutine function: the standard library never awaits it, and is silent."""

    async def main() -> None:
        async with play.router() as router:
            for start in (router.run, router.start):
                with pytest.raises(CoroutineFromWorkerError) as caught:
                    await start(lambda: coroutine())  # noqa: PLW0108  (that is the point)
                assert 'returned a coroutine of "coroutine", which nothing would run' in str(
                    caught.value
                )
            with pytest.raises(CoroutineFromWorkerError):
                await asyncio.wrap_future(router.submit(lambda: coroutine()))  # noqa: PLW0108

    play(main)


class TestFire:
    """`Job.fire` takes the arguments that the function takes, and refuses all others."""

    def test_every_kind_of_parameter(self, play: Play) -> None:
        seen: list[object] = []

        def plain(one: int, two: int = 2, three: int = 3) -> None:
            seen.append((one, two, three))

        def rest(one: int, *more: int, key: int = 0, **others: int) -> None:
            seen.append((one, more, key, others))

        def none() -> None:
            seen.append(())

        def taken(func: int, failed: int = 1) -> None:
            seen.append((func, failed))

        class Listener:
            @callback
            def method(self, one: int, two: int = 2) -> None:
                seen.append((one, two))

        async def main() -> None:
            async with play.router():
                listener: Any
                for listener in (plain, rest, none, taken):
                    callback(listener)
                job: Any = Job(plain)
                job.fire(1)
                job.fire(1, three=4)
                job.fire(two=5, one=1)
                Job(rest).fire(1, 2, key=3, other=4)
                Job(none).fire()
                Job(taken).fire(func=7)
                Job(Listener().method).fire(1)
                Job(Listener().method).fire(one=1, two=3)
                Job(functools.partial(plain, 8)).fire(9)
                wrong: Any
                for wrong in (job.fire, Job(rest).fire):
                    with pytest.raises(TypeError, match="argument"):
                        wrong()
                with pytest.raises(TypeError, match="argument"):
                    job.fire(1, four=4)

        play(main)
        assert seen == [
            (1, 2, 3),
            (1, 2, 4),
            (1, 5, 3),
            (1, (2,), 3, {"other": 4}),
            (),
            (7, 1),
            (1, 2),
            (1, 3),
            (8, 9, 3),
        ]
