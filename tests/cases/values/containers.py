"""Cases 47 and 49: functions in tuples, dicts, lists, attributes; walrus; ``partialmethod``."""

import time
from collections.abc import Callable
from functools import partialmethod

from loopsafe import callback


def slow() -> None:
    time.sleep(1)


def fast() -> None: ...


def choose() -> Callable[[], None]:
    return slow


ACTIONS = {"slow": slow, "fast": fast}
MANY = [fast, slow]
first, second = fast, slow


class Device:
    in_body = staticmethod(slow)

    def __init__(self) -> None:
        self.action = slow
        self.harmless = fast

    def set(self, number: int) -> None:
        time.sleep(number)

    set_one = partialmethod(set, 1)

    def __call__(self) -> None:
        time.sleep(1)


@callback
def on_event(device: Device, name: str) -> None:
    first()
    second()  # E: reaches "time.sleep"  [blocking-call]
    ACTIONS["slow"]()  # E: reaches "time.sleep"  [blocking-call]
    ACTIONS[name]()  # E: reaches "time.sleep"  [blocking-call]
    MANY[1]()  # E: reaches "time.sleep"  [blocking-call]
    for action in MANY:
        action()  # E: reaches "time.sleep"  [blocking-call]
    (chosen := slow)()  # E: reaches "time.sleep"  [blocking-call]
    choose()()  # E: reaches "time.sleep"  [blocking-call]
    device.action()  # E: reaches "time.sleep"  [blocking-call]
    device.harmless()
    device.set_one()  # E: reaches "time.sleep"  [blocking-call]
    Device.in_body()  # E: reaches "time.sleep"  [blocking-call]
    device()  # E: reaches "time.sleep"  [blocking-call]
    print(chosen)
