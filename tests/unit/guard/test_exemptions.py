"""``allowed``: for a block, a function, a task; and what nothing needed."""

from __future__ import annotations

import asyncio
import time
import warnings

import pytest

from loopsafe import guard


def nap() -> None:
    time.sleep(0.001)


def test_a_block_may_block_and_nothing_after_it() -> None:
    async def main() -> None:
        with guard.allowed("read once"):
            nap()
            await asyncio.sleep(0)
            nap()
        with pytest.raises(guard.BlockingCallError):
            nap()

    with guard.guard():
        asyncio.run(main())


def test_an_exemption_is_for_its_own_task() -> None:
    async def allowed(inside: asyncio.Event, done: asyncio.Event) -> None:
        with guard.allowed("mine"):
            inside.set()
            await done.wait()
            nap()

    async def main() -> None:
        inside, done = asyncio.Event(), asyncio.Event()
        task = asyncio.create_task(allowed(inside, done))
        await inside.wait()
        with pytest.raises(guard.BlockingCallError):
            nap()
        done.set()
        await task

    with guard.guard():
        asyncio.run(main())


def test_functions_may_block() -> None:
    @guard.allowed("the driver has no other way")
    def plain() -> str:
        nap()
        return "plain"

    @guard.allowed("the driver has no other way")
    async def coroutine() -> str:
        nap()
        await asyncio.sleep(0)
        nap()
        return "coroutine"

    async def main() -> list[str]:
        return [plain(), await coroutine()]

    with guard.guard():
        assert asyncio.run(main()) == ["plain", "coroutine"]


def test_a_generator_is_refused() -> None:
    with pytest.raises(TypeError, match="generator function"):

        @guard.allowed("it yields")
        def lines() -> object:
            yield 1


@pytest.mark.parametrize("reason", ["", "  ", None])
def test_a_reason_is_needed(reason: str) -> None:
    with pytest.raises(TypeError, match="needs a reason"):
        guard.allowed(reason)


def test_an_exemption_that_nothing_needed_is_reported() -> None:
    with pytest.warns(guard.GuardWarning, match='allowed\\("just in case"\\)') as caught:  # noqa: SIM117
        with guard.guard(), guard.allowed("just in case"):
            pass
    assert caught[0].filename == __file__


def test_a_pattern_that_nothing_needed_is_reported() -> None:
    with pytest.warns(guard.GuardWarning, match=r'allow=\["json.*"\]'), guard.guard(allow=["json"]):
        pass


def test_without_a_guard_it_does_nothing() -> None:
    with warnings.catch_warnings(), guard.allowed("no guard"):
        warnings.simplefilter("error")
        nap()


def test_a_stall_can_be_allowed() -> None:
    async def main() -> None:
        with guard.allowed("a long computation, at the start"):
            end = time.monotonic() + 0.2
            while time.monotonic() < end:
                pass

    with guard.guard("raise", slow_callback=0.05):
        asyncio.run(main())
