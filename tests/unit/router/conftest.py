"""What the tests of the router share: loops of two makes, both ways to wake them, and a gate.

No test sleeps: a `Gate` says when a job has begun, and lets it go on.
"""

from __future__ import annotations

import asyncio
import importlib
import importlib.util
import threading
from collections.abc import Callable, Coroutine, Iterator
from typing import Any, TypeVar

import pytest

from loopsafe import Router, blocking

T = TypeVar("T")

PATIENCE = 20.0
"""Seconds until a test that hangs is told so. Nothing is ever waited for that long."""
KINDS = ("asyncio", "asyncio-portable", "uvloop", "uvloop-portable")


class Gate:
    """A blocking job that says when it has begun, and ends when it is told to."""

    def __init__(self) -> None:
        self._begun = threading.Semaphore(0)
        self._open = threading.Event()
        self.calls = 0

    @blocking
    def job(self, value: int = 0) -> int:
        """Stand still until the gate is opened."""
        self.calls += 1
        self._begun.release()
        assert self._open.wait(PATIENCE), "nobody opened the gate"
        return value

    def open(self) -> None:
        """Let all jobs go on, from now on."""
        self._open.set()

    async def begun(self, count: int = 1) -> None:
        """Wait on the loop until so many more jobs have begun."""
        for _ in range(count):
            assert await asyncio.to_thread(self._begun.acquire, timeout=PATIENCE), "no job began"


class Play:
    """Runs a test's coroutine on one kind of loop."""

    def __init__(self, kind: str) -> None:
        loop, _, way = kind.partition("-")
        self.portable = way == "portable"
        self.reports: list[dict[str, Any]] = []
        """What the loop's exception handler was told."""
        self._factory: Callable[[], asyncio.AbstractEventLoop] | None = None
        if loop == "uvloop":
            uvloop = importlib.import_module("uvloop")

            self._factory = uvloop.new_event_loop

    def router(self, **options: Any) -> Router:
        """Make a router that wakes in the way this run is about."""
        return Router(portable=self.portable, **options)

    def __call__(self, main: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """Run a coroutine to its end, within the tests' patience."""

        async def watched() -> T:
            loop = asyncio.get_running_loop()
            loop.set_exception_handler(lambda _, context: self.reports.append(context))
            async with asyncio.timeout(PATIENCE):
                return await main()

        with asyncio.Runner(loop_factory=self._factory) as runner:
            return runner.run(watched())


def threads_of_ours() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if "loopsafe" in thread.name]


@pytest.fixture(params=KINDS)
def play(request: pytest.FixtureRequest) -> Iterator[Play]:
    """Give a test each kind of loop; afterwards nothing is left of its routers."""
    if "uvloop" in request.param and importlib.util.find_spec("uvloop") is None:
        pytest.skip("uvloop is not installed")
    play = Play(request.param)
    yield play
    # Some tests leave a thread at a job on purpose, and let it go at their end: that is soon over.
    for thread in threads_of_ours():
        thread.join(PATIENCE)
    assert not threads_of_ours()
    if not request.node.get_closest_marker("reports"):
        assert not play.reports


@pytest.fixture
def gate() -> Iterator[Gate]:
    """Give a gate that is open at the end, whatever happens."""
    gate = Gate()
    yield gate
    gate.open()
