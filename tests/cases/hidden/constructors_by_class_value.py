"""Case 40: ``cls()``, ``type(self)()``, ``self.__class__()``, a parameter of type ``type[...]``."""

import time
from typing import Self

from loopsafe import callback


class Device:
    def __init__(self) -> None:
        time.sleep(1)

    @classmethod
    def create(cls) -> Self:
        return cls()

    def copy(self) -> Self:
        return type(self)()

    def twin(self) -> Self:
        return self.__class__()

    @classmethod
    @callback
    def create_on_loop(cls) -> Self:
        return cls()  # E: reaches "time.sleep"  [blocking-call]

    @callback
    def copy_on_loop(self) -> Self:
        return type(self)()  # E: reaches "time.sleep"  [blocking-call]

    @callback
    def twin_on_loop(self) -> Self:
        return self.__class__()  # E: reaches "time.sleep"  [blocking-call]


class Fast:
    @classmethod
    def create(cls) -> Self:
        return cls()


@callback
def on_event(device: Device, kind: type[Device]) -> None:
    Device.create()  # E: reaches "time.sleep"  [blocking-call]
    device.copy()  # E: reaches "time.sleep"  [blocking-call]
    device.twin()  # E: reaches "time.sleep"  [blocking-call]
    kind()  # E: reaches "time.sleep"  [blocking-call]
    type(device)()  # E: reaches "time.sleep"  [blocking-call]
    Fast.create()
