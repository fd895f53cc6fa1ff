"""loopsafe's own router under the guard: it is silent, and what it calls is not."""

from __future__ import annotations

import asyncio
import time

import pytest

from loopsafe import Job, Router, Workers, blocking, callback, from_thread, guard


@blocking
def work() -> str:
    from_thread.call(note)
    time.sleep(0.001)
    return "done"


@callback
def note() -> None: ...


@callback
def broken() -> None:
    time.sleep(0.001)


def test_the_router_is_silent_from_its_beginning_to_its_end() -> None:
    async def main() -> None:
        async with Router(executors={"db": Workers(2)}) as router:
            assert await router.run(work) == "done"
            assert await asyncio.gather(*(router.run(work) for _ in range(20))) == ["done"] * 20
            assert await asyncio.to_thread(lambda: router.submit(work).result()) == "done"
            Job(note).fire()

    with guard.guard() as watching:
        asyncio.run(main())
    assert not watching.violations


def test_what_it_calls_in_place_is_watched() -> None:
    async def main() -> None:
        async with Router() as router:
            with pytest.raises(guard.BlockingCallError):
                await router.run(broken)

    with guard.guard():
        asyncio.run(main())
