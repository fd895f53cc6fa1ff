"""Case 47: ``functools.partial`` is charged where it is called."""

import functools
import time
from functools import partial

from loopsafe import blocking, callback


def slow(number: int, text: str = "") -> None:
    time.sleep(number)


def fast(number: int) -> int:
    return number


@callback
def fire(number: int) -> None: ...


class Device:
    def __init__(self, number: int) -> None:
        time.sleep(number)

    def poll(self, number: int) -> None:
        time.sleep(number)


module_level = functools.partial(slow, 1)
harmless = functools.partial(fast, 1)


@callback
def on_event(device: type[Device]) -> None:
    partial(slow, 1)
    functools.partial(slow, 1)()  # E: reaches "time.sleep"  [blocking-call]
    partial(partial(slow, 1), text="")()  # E: reaches "time.sleep"  [blocking-call]
    action = partial(slow, 1)
    action()  # E: reaches "time.sleep"  [blocking-call]
    module_level()  # E: reaches "time.sleep"  [blocking-call]
    harmless()
    partial(time.sleep, 1)()  # E: "time.sleep"  [blocking-call]
    partial(Device, 1)()  # E: reaches "time.sleep"  [blocking-call]


def helper() -> None:
    partial(slow, 1)()


async def coroutine(made: Device) -> None:
    partial(made.poll, 1)
    partial(made.poll, 1)()  # E: reaches "time.sleep"  [blocking-call]
    helper()  # E: "helper" reaches "time.sleep"  [blocking-call]


@blocking
def in_worker() -> None:
    partial(slow, 1)()
    partial(fire, 1)()  # E: "fire"  [loop-only-call]
