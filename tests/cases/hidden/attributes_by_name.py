"""Case 41: attributes that are read, set and deleted by a constant name; what decorates a class."""

import functools
import time

from loopsafe import callback


class Device:
    @property
    def state(self) -> int:
        time.sleep(1)
        return 1

    @state.setter
    def state(self, value: int) -> None:
        time.sleep(value)

    @state.deleter
    def state(self) -> None: ...

    @property
    def name(self) -> str:
        return "device"


def slowly(made: type) -> type:
    time.sleep(1)
    return made


def compare(one: int, other: int) -> int:
    time.sleep(1)
    return one - other


def ask(device: Device) -> bool:
    return hasattr(device, "state")


@callback
def on_event(device: Device, name: str, numbers: list[int]) -> None:
    getattr(device, "state")  # E: "Device.state" reaches "time.sleep"  [blocking-call]
    getattr(device, "state", None)  # E: "Device.state" reaches "time.sleep"  [blocking-call]
    getattr(device, "name")
    getattr(device, name)
    hasattr(device, "state")  # E: "Device.state" reaches "time.sleep"  [blocking-call]
    setattr(device, "state", 1)  # E: "Device.state" reaches "time.sleep"  [blocking-call]
    delattr(device, "state")
    ask(device)  # E: "ask" reaches "time.sleep"  [blocking-call]

    @slowly  # E: "slowly" reaches "time.sleep"  [blocking-call]
    class Local: ...

    sorted(numbers, key=functools.cmp_to_key(compare))  # E: reaches "time.sleep"  [blocking-call]
