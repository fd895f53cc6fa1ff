"""Case 41: reading, setting and deleting properties; ``cached_property``."""

import time
from functools import cached_property

from loopsafe import callback


class Device:
    @property
    def slow_get(self) -> int:
        time.sleep(1)
        return 1

    @slow_get.setter
    def slow_get(self, value: int) -> None: ...

    @property
    def slow_set(self) -> int:
        return 1

    @slow_set.setter
    def slow_set(self, value: int) -> None:
        time.sleep(1)

    @property
    def slow_delete(self) -> int:
        return 1

    @slow_delete.deleter
    def slow_delete(self) -> None:
        time.sleep(1)

    @cached_property
    def cached(self) -> int:
        time.sleep(1)
        return 1

    @property
    @callback
    def marked(self) -> int:
        time.sleep(1)  # E: "time.sleep"  [blocking-call]
        return 1


class Child(Device):
    """Inherits all of them."""


def total(device: Device) -> int:
    return device.slow_get + 1


@callback
def on_event(device: Device, child: Child) -> None:
    device.slow_get  # E: reaches "time.sleep"  [blocking-call]
    device.slow_get = 1
    device.slow_get += 1  # E: reaches "time.sleep"  [blocking-call]
    device.slow_set
    device.slow_set = 1  # E: reaches "time.sleep"  [blocking-call]
    device.slow_set += 1  # E: reaches "time.sleep"  [blocking-call]
    device.slow_delete
    del device.slow_delete  # E: reaches "time.sleep"  [blocking-call]
    device.cached  # E: reaches "time.sleep"  [blocking-call]
    device.cached = 2
    device.marked
    child.slow_get  # E: reaches "time.sleep"  [blocking-call]
    total(device)  # E: "total" reaches "time.sleep"  [blocking-call]
    Device.slow_get
