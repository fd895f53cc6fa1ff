"""Case 33: a decorator of the program's own hands what it decorates to a thread."""

import asyncio
import threading
import time
from collections.abc import Callable
from typing import TypeVar

LOOP = asyncio.new_event_loop()


T = TypeVar("T", bound=Callable[[], object])


def on_loop(function: T) -> T:
    LOOP.call_soon(function)
    return function


def in_thread(function: Callable[[], object]) -> Callable[[], object]:
    threading.Thread(target=function).start()
    return function


@on_loop  # E: Blocking callable "slow", which reaches "time.sleep", handed to "on_loop"  [callable-context]
def slow() -> None:
    time.sleep(1)


@on_loop
def quick() -> None: ...


@on_loop  # E: Coroutine "later" is never run: "on_loop" calls it  [unscheduled-coroutine]
async def later() -> None: ...


@in_thread
def sleeps() -> None:
    time.sleep(1)


@in_thread  # E: Loop-only callable "schedules"  [callable-context]
def schedules() -> None:
    LOOP.call_soon(quick)
