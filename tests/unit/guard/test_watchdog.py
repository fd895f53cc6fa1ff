"""The watchdog: stalls are seen while they last, and nothing else is taken for one."""

from __future__ import annotations

import asyncio
import threading
import time

import pytest

from loopsafe import guard
from loopsafe.guard import loops
from loopsafe.guard.judge import JUDGE
from loopsafe.guard.sensors import watchdog
from loopsafe.guard.sensors.watchdog import Watchdog

LIMIT = 0.05


def compute(seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        pass


def test_a_stall_names_function_line_and_milliseconds() -> None:
    async def main() -> None:
        compute(6 * LIMIT)

    with pytest.raises(guard.BlockingCallError) as caught:  # noqa: SIM117
        with guard.guard(slow_callback=LIMIT):
            asyncio.run(main())
    violation = caught.value.violation
    assert violation.place.function == "compute"
    assert violation.place.line in range(
        compute.__code__.co_firstlineno + 1, compute.__code__.co_firstlineno + 4
    )
    assert violation.milliseconds is not None
    assert violation.milliseconds >= 1000 * LIMIT


def test_the_loops_exception_handler_is_told() -> None:
    told: list[object] = []

    async def main() -> None:
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _, context: told.append(context["exception"]))
        compute(6 * LIMIT)
        await asyncio.sleep(0)
        await asyncio.sleep(0)

    installed = guard.install("raise", slow_callback=LIMIT, level="production")
    asyncio.run(main())
    guard.uninstall(installed)
    assert [type(item) for item in told] == [guard.BlockingCallError]


def test_a_record_has_the_whole_length_of_the_stall() -> None:
    async def main() -> None:
        compute(10 * LIMIT)

    with guard.guard("log", slow_callback=LIMIT, level="production") as watching:
        asyncio.run(main())
    (record,) = watching.violations
    assert record.count == 1
    assert record.milliseconds is not None
    assert record.milliseconds >= 1000 * 5 * LIMIT


def test_many_short_callbacks_are_no_stall() -> None:
    async def main() -> None:
        end = time.monotonic() + 6 * LIMIT
        while time.monotonic() < end:
            compute(LIMIT / 20)
            await asyncio.sleep(0)

    with guard.guard("log", slow_callback=2 * LIMIT, level="production") as watching:
        asyncio.run(main())
    assert not watching.violations


def test_a_loop_at_rest_is_no_stall() -> None:
    async def main() -> None:
        await asyncio.sleep(4 * LIMIT)

    with guard.guard("log", slow_callback=LIMIT, level="production") as watching:
        asyncio.run(main())
    assert not watching.violations


class Clock:
    """A watchdog whose looks and times are chosen by the test, on a thread of its own."""

    def __init__(self) -> None:
        self.dog = Watchdog(1.0, lambda: None)
        self.now = 0.0

    def look(self, after: float, late: float = 0.0) -> None:
        self.now += after
        thread = threading.Thread(target=self.dog.look, args=(self.now, late))
        thread.start()
        thread.join()


@pytest.fixture
def watching() -> guard.Guard:
    """A guard without a thread of its own."""
    return guard.guard("log", slow_callback=None, level="production")


def test_the_same_callback_at_three_looks_is_a_stall(watching: guard.Guard) -> None:
    async def main() -> None:
        clock = Clock()
        for _ in range(3):
            clock.look(0.6)

    with watching:
        asyncio.run(main())
    (record,) = watching.violations
    assert record.first.milliseconds == pytest.approx(1200)


def test_a_late_look_alone_is_no_stall(watching: guard.Guard) -> None:
    async def main() -> None:
        clock = Clock()
        clock.look(0.25)
        # The machine was busy with something else: nobody here has computed anything.
        clock.look(5.0, late=4.75)

    with watching:
        asyncio.run(main())
    assert not watching.violations


def test_a_callback_that_gets_no_core_is_no_stall(
    watching: guard.Guard, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited = iter([3.0, 3.9, 3.9])
    monkeypatch.setattr(watchdog, "wait_for_a_core", lambda _: next(waited))

    async def main() -> list[int]:
        clock = Clock()
        told = []
        for _ in range(4):
            clock.look(0.6)
            told.append(len(watching.violations))
        return told

    with watching:
        assert asyncio.run(main()) == [0, 0, 0, 1]


@pytest.mark.parametrize(
    ("waits", "told"),
    [(900, True), (2, False)],
    ids=["asking for the GIL", "waiting for a core"],
)
def test_a_late_look_is_the_loops_fault_if_it_kept_the_gil(
    watching: guard.Guard,
    monkeypatch: pytest.MonkeyPatch,
    waits: int,
    *,
    told: bool,
) -> None:
    used = iter([0.0, 4.5])
    monkeypatch.setattr("time.process_time", lambda: 0.0)
    monkeypatch.setattr(watchdog, "cpu_time", lambda _: next(used))
    monkeypatch.setattr(watchdog, "waits_of_this_thread", lambda: waits)

    async def main() -> None:
        clock = Clock()
        clock.look(0.25)
        clock.look(5.0, late=4.75)

    with watching:
        asyncio.run(main())
    assert [item.first.milliseconds for item in watching.violations] == ([4750] if told else [])


def test_another_callback_at_each_look_is_no_stall(watching: guard.Guard) -> None:
    clock = Clock()

    async def main() -> None:
        for _ in range(10):
            clock.look(0.6)
            await asyncio.sleep(0)

    with watching:
        asyncio.run(main())
    assert not watching.violations


def test_a_frame_is_not_held_only_because_it_lies_where_another_one_did(
    watching: guard.Guard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watchdog, "id", lambda _: 1, raising=False)  # As if memory was reused.
    clock = Clock()
    held: list[object] = []

    async def main() -> None:
        for _ in range(3):
            clock.look(0.3)
            held.extend(item.frame for item in clock.dog._suspects.values())
            await asyncio.sleep(0)
        clock.look(0.3)
        clock.look(0.3)
        held.extend(item.frame for item in clock.dog._suspects.values())

    with watching:
        asyncio.run(main())
    assert [frame is not None for frame in held] == [False, False, False, True]


def test_it_finds_all_loops_and_no_other_threads() -> None:
    found: list[int] = []

    async def main() -> None:
        def look() -> None:
            found.extend(item.thread for item in loops.sightings(but=threading.get_ident()))

        await asyncio.to_thread(look)

    asyncio.run(main())
    assert found == [threading.get_ident()]


def test_its_thread_ends_with_the_guard() -> None:
    with guard.guard(level="production"):
        assert "loopsafe-watchdog" in {thread.name for thread in threading.enumerate()}
    assert "loopsafe-watchdog" not in {thread.name for thread in threading.enumerate()}
    assert JUDGE.policy is None


def test_a_stall_that_was_told_is_not_taken_for_the_next_one(
    watching: guard.Guard, monkeypatch: pytest.MonkeyPatch
) -> None:
    used = iter([0.0, 4.5, 9.0])
    monkeypatch.setattr("time.process_time", lambda: 0.0)
    monkeypatch.setattr(watchdog, "cpu_time", lambda _: next(used))
    monkeypatch.setattr(watchdog, "waits_of_this_thread", lambda: 900)
    monkeypatch.setattr(watchdog, "id", lambda _: 1, raising=False)  # As if memory was reused.
    clock = Clock()
    clock.look(0.25)

    async def hog() -> None:
        clock.look(5.0, late=4.75)

    async def main() -> None:
        await asyncio.create_task(hog())
        await asyncio.create_task(hog())

    with watching:
        asyncio.run(main())
    (record,) = watching.violations
    assert record.count == 2


def test_a_guard_does_not_end_while_the_watchdog_looks() -> None:
    dog = Watchdog(1.0, lambda: None)
    ended = threading.Event()

    def end() -> None:
        dog.settle()
        ended.set()

    with dog._looking:
        thread = threading.Thread(target=end)
        thread.start()
        assert not ended.wait(0.01)
    thread.join()
    assert ended.is_set()
