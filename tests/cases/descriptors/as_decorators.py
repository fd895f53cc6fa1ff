"""Case 41: a class whose instances compute an attribute when it is read, used as a decorator."""

import time
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from loopsafe import callback

T = TypeVar("T")


class computed(Generic[T]):
    def __init__(self, compute: Callable[[Any], T]) -> None:
        self.compute = compute

    def __get__(self, instance: object, owner: type | None = None) -> T:
        return self.compute(instance)


class slowly(Generic[T]):
    def __init__(self, value: Callable[[Any], T]) -> None: ...

    def __get__(self, instance: object, owner: type | None = None) -> int:
        time.sleep(1)
        return 1


class Device:
    @computed
    def state(self) -> int:
        time.sleep(1)
        return 1

    @computed
    def name(self) -> str:
        return "device"

    @slowly
    def size(self) -> int:
        return 1


@callback
def on_event(device: Device) -> None:
    print(device.state)  # E: "Device.state" reaches "time.sleep"  [blocking-call]
    print(device.name)
    print(device.size)  # E: reaches "time.sleep"  [blocking-call]
