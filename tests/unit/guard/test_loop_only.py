"""Calls off the loop's thread of what belongs on it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable

import pytest

from loopsafe import callback, guard


@callback
def on_state() -> str:
    return "seen"


def from_a_worker(step: Callable[[asyncio.AbstractEventLoop], object]) -> guard.Violation | None:
    """Call something in a worker, with the loop at rest; return what was said of it."""

    async def main() -> guard.Violation | None:
        loop = asyncio.get_running_loop()
        try:
            await asyncio.to_thread(step, loop)
        except guard.LoopOnlyError as error:
            return error.violation
        return None

    with guard.guard():
        return asyncio.run(main())


def test_a_callback_belongs_on_the_loop() -> None:
    violation = from_a_worker(lambda _: on_state())
    assert violation is not None
    assert violation.operation == f"{__name__}.on_state"
    assert violation.chain[-1].function.endswith("<lambda>")
    assert "call_soon_threadsafe" in violation.remedy()


def test_a_callback_may_be_called_where_no_loop_is_running_anywhere() -> None:
    with guard.guard(level="production"):
        assert on_state() == "seen"


def test_a_callback_may_be_called_on_any_loop() -> None:
    async def main() -> str:
        return on_state()

    with guard.guard():
        assert asyncio.run(main()) == "seen"


@pytest.mark.parametrize(
    "step",
    [
        lambda loop: loop.call_soon(print),
        lambda loop: loop.call_later(1, print),
        lambda loop: loop.call_at(loop.time(), print),
        lambda loop: loop.remove_reader(0),
        lambda loop: loop.stop(),
    ],
    ids=["call_soon", "call_later", "call_at", "remove_reader", "stop"],
)
def test_methods_of_the_loop(step: Callable[[asyncio.AbstractEventLoop], object]) -> None:
    violation = from_a_worker(step)
    assert violation is not None
    assert violation.code == "loop-only-call"


def test_the_thread_safe_way_is_silent() -> None:
    assert from_a_worker(lambda loop: loop.call_soon_threadsafe(lambda: None)) is None


def test_a_future_that_somebody_waits_for() -> None:
    async def main() -> str:
        future = asyncio.get_running_loop().create_future()
        waiting = asyncio.ensure_future(_result_of(future))
        await asyncio.sleep(0)
        with pytest.raises(guard.LoopOnlyError):
            await asyncio.to_thread(future.set_result, "set")
        # The error came after the fact: who waits must not wait for ever.
        return await waiting

    with guard.guard():
        assert asyncio.run(main()) == "set"


def test_a_task_that_somebody_cancels_ends_all_the_same() -> None:
    def cancel(loop: asyncio.AbstractEventLoop, task: asyncio.Task[None]) -> None:
        task.cancel()
        loop.call_soon(print)  # A caller that also says "call_soon" must not be taken for a future.

    async def main() -> None:
        loop = asyncio.get_running_loop()
        task = asyncio.create_task(asyncio.sleep(60))
        await asyncio.sleep(0)
        with pytest.raises(guard.LoopOnlyError):
            await asyncio.to_thread(cancel, loop, task)
        with pytest.raises(asyncio.CancelledError):
            await asyncio.wait_for(task, 10)

    with guard.guard():
        asyncio.run(main())


async def _result_of(future: asyncio.Future[str]) -> str:
    return await future


def test_another_running_loop_is_not_its_own() -> None:
    ready, done = threading.Event(), threading.Event()
    other: list[asyncio.AbstractEventLoop] = []

    async def elsewhere() -> None:
        other.append(asyncio.get_running_loop())
        ready.set()
        await asyncio.to_thread(done.wait)

    async def here() -> None:
        other[0].call_soon(print)

    with guard.guard():
        thread = threading.Thread(target=asyncio.run, args=(elsewhere(),))
        thread.start()
        ready.wait()
        try:
            with pytest.raises(guard.LoopOnlyError):
                asyncio.run(here())
        finally:
            done.set()
            thread.join()


def test_a_loop_may_be_prepared_before_it_runs() -> None:
    async def main() -> None:
        await asyncio.to_thread(_prepare)

    with guard.guard():
        asyncio.run(main())


class OfItsOwn(asyncio.SelectorEventLoop):
    """A loop that does not note its thread where asyncio's do."""

    @property
    def _thread_id(self) -> int | None:
        return None

    @_thread_id.setter
    def _thread_id(self, value: int | None) -> None:
        self._own_thread_id = value

    def is_running(self) -> bool:
        return getattr(self, "_own_thread_id", None) is not None


def test_a_loop_of_another_kind_may_call_itself() -> None:
    async def main() -> int:
        loop = asyncio.get_running_loop()
        loop.call_soon(int)
        await asyncio.sleep(0.001)
        return await asyncio.to_thread(int, 1)

    with guard.guard(), asyncio.Runner(loop_factory=OfItsOwn) as runner:
        assert runner.run(main()) == 1


def _prepare() -> None:
    loop = asyncio.new_event_loop()
    loop.call_soon(loop.stop)
    loop.run_forever()
    loop.close()


def test_what_is_woken_while_it_is_put_to_rest_is_woken_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Another thread wakes all that rest just after one was noted, and before it does."""
    from loopsafe.guard.sensors import functions  # noqa: PLC0415  (for this test only)

    class Interrupted(list[object]):
        def append(self, item: object) -> None:
            super().append(item)
            made[-1].wake()

    made: list[functions.FunctionSensor] = []
    make = functions.function_sensor

    def function_sensor() -> functions.FunctionSensor:
        sensor = make()
        made.append(sensor)
        if hasattr(sensor, "_resting"):
            sensor._resting = Interrupted()
        return sensor

    monkeypatch.setattr("loopsafe.guard.engine.function_sensor", function_sensor)

    async def main() -> None:
        loop = asyncio.get_running_loop()
        loop.call_later(60, print).cancel()
        with pytest.raises(guard.LoopOnlyError):
            await asyncio.to_thread(loop.call_later, 60, print)

    with guard.guard(slow_callback=None):
        asyncio.run(main())
