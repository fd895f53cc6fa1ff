"""Case 51: an attribute that holds a function is followed, also where it is set below its use."""

import time
from collections.abc import Callable

from loopsafe import callback


class Device:
    def go(self) -> None:
        self.action()

    def rest(self) -> None:
        self.pause()

    def __init__(self) -> None:
        self.action: Callable[[], None] = nap
        self.pause: Callable[[], None] = nothing


def nap() -> None:
    time.sleep(1)


def nothing() -> None:
    pass


@callback
def on_event(device: Device) -> None:
    device.go()  # E: "Device.go" reaches "time.sleep"  [blocking-call]
    device.rest()
