"""Cases 35, 37, 39, 59: what a module hands over, and puts into slots, when it is imported.

A blocking call is none of its faults: the loop does not run yet.
"""

import asyncio
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from loopsafe import InWorker, OnLoop, blocking, callback


def slow() -> None:
    time.sleep(1)


def quick() -> None: ...


@callback
def redraw() -> None: ...


class Listener(Protocol):
    @callback
    def notify(self) -> None: ...


class Slow:
    def notify(self) -> None:
        time.sleep(1)


@dataclass
class Entry:
    listener: OnLoop[Callable[[], None]]
    other: OnLoop[Callable[[], None]] = slow  # E: "slow"  [callable-context]


class Bus:
    first: OnLoop[Callable[[], None]] = quick

    def listen(self, *listeners: OnLoop[Callable[[], None]]) -> None: ...


def attach(listener: Listener) -> None: ...


def in_pool(job: InWorker[Callable[[], None]]) -> None: ...


def schedule(action: Callable[[], None]) -> None:
    LOOP.call_soon(action)


LOOP = asyncio.new_event_loop()
BUS = Bus()
slow()
time.sleep(1)

LOOP.call_soon(slow)  # E: "slow", which reaches "time.sleep"  [callable-context]
LOOP.call_soon(quick)
LOOP.call_soon(lambda: time.sleep(1))  # E: [callable-context]
THREAD = threading.Thread(target=redraw)  # E: "redraw"  [callable-context]
BUS.listen(quick, slow)  # E: "slow"  [callable-context]
BUS.first = slow  # E: "slow"  [callable-context]
DEFAULT: OnLoop[Callable[[], None]] = slow  # E: "slow"  [callable-context]
ENTRY = Entry(listener=slow)  # E: "slow"  [callable-context]
ENTRIES = [Entry(quick), Entry(slow)]
attach(Slow())  # E: [override-category]
in_pool(redraw)  # E: "redraw"  [callable-context]
in_pool(slow)
schedule(slow)  # E: "slow"  [callable-context]

if __name__ == "__main__":
    for _ in range(3):
        BUS.listen(slow)  # E: "slow"  [callable-context]
    BUS.listen(callback(lambda: time.sleep(1)))  # E: "time.sleep"  [blocking-call]
