"""Case 17: a coroutine called and dropped in sync code."""

import asyncio

from loopsafe import blocking, callback, thread_safe


async def work() -> None: ...


class Device:
    async def refresh(self) -> None: ...

    @callback
    def on_event(self) -> None:
        self.refresh()  # E: is never run  [unscheduled-coroutine]


@callback
def on_event(device: Device) -> None:
    work()  # E: Coroutine "work" is never run  [unscheduled-coroutine]
    device.refresh()  # E: is never run  [unscheduled-coroutine]
    asyncio.sleep(1)  # E: is never run  [unscheduled-coroutine]


@thread_safe
def anywhere() -> None:
    work()  # E: Coroutine "work" is never run  [unscheduled-coroutine]


@blocking
def in_worker() -> None:
    work()  # E: Coroutine "work" is never run  [unscheduled-coroutine]


def unmarked() -> None:
    """Nothing is reported in an unmarked body."""
    work()


@callback
def branches(now: bool) -> None:
    if now:
        work()  # E: Coroutine "work" is never run  [unscheduled-coroutine]
    else:
        [work() for _ in range(3)]  # E: Coroutine "work" is never run  [unscheduled-coroutine]
    for _ in range(3):
        work()  # E: Coroutine "work" is never run  [unscheduled-coroutine]
