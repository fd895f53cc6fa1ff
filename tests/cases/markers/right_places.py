"""Case 72: markers on methods, static and class methods, properties, overloads, ``__call__``."""

import time
from abc import ABC, abstractmethod
from typing import overload

from loopsafe import blocking, callback, thread_safe


class Device(ABC):
    @callback
    def method(self) -> None: ...

    @staticmethod
    @callback
    def static() -> None: ...

    @callback
    @staticmethod
    def static_too() -> None: ...

    @classmethod
    @callback
    def of_class(cls) -> None: ...

    @callback
    @classmethod
    def of_class_too(cls) -> None: ...

    @property
    @callback
    def level(self) -> int:
        return 1

    @level.setter
    @callback
    def level(self, value: int) -> None: ...

    @abstractmethod
    @callback
    def abstract(self) -> None: ...

    @callback
    @abstractmethod
    def abstract_too(self) -> None: ...

    @callback
    def __call__(self) -> None: ...

    @blocking
    def __init__(self) -> None:
        time.sleep(1)


@overload
def convert(value: int) -> int: ...
@overload
def convert(value: str) -> str: ...
@callback
def convert(value: int | str) -> int | str:
    return value


@thread_safe
def anywhere() -> None: ...


@blocking
def in_worker(device: Device) -> None:
    device.method()  # E: [loop-only-call]
    device.static()  # E: [loop-only-call]
    device.static_too()  # E: [loop-only-call]
    device.of_class()  # E: [loop-only-call]
    Device.of_class_too()  # E: [loop-only-call]
    device.level  # E: [loop-only-call]
    device.level = 1  # E: [loop-only-call]
    device.abstract()  # E: [loop-only-call]
    device.abstract_too()  # E: [loop-only-call]
    device()  # E: [loop-only-call]
    convert(1)  # E: "convert"  [loop-only-call]
    anywhere()


@callback
def on_event(device: Device) -> None:
    device.method()
    device.static_too()
    device.level
    device.level = 1
    device.abstract()
    device()
    convert("")
