"""Case 65: what is only made is not charged: lambdas, local functions, coroutines, classes' methods."""

import time
from collections.abc import Awaitable, Callable
from typing import Protocol, overload

from loopsafe import callback


def slow() -> None:
    time.sleep(1)


class Waits(Protocol):
    def wait(self) -> None: ...


@overload
def convert(value: int) -> int: ...
@overload
def convert(value: str) -> str: ...
def convert(value: int | str) -> int | str:
    return value


def makes_everything() -> Callable[[], None]:
    action = lambda: slow()

    def local() -> None:
        slow()

    async def coroutine() -> None:
        time.sleep(1)  # E: "time.sleep"  [blocking-call]

    class Local:
        def method(self) -> None:
            slow()

    waiting = (slow() for _ in range(3))
    print(action, coroutine, Local, waiting)
    return local


async def faulty() -> None:
    time.sleep(1)  # E: "time.sleep"  [blocking-call]


def relay() -> Awaitable[None]:
    return faulty()


@callback
def on_event(waits: Waits) -> None:
    makes_everything()
    relay()
    convert(1)
    waits.wait()
