"""Case 78: what an editor shows while somebody types: bodies missing, definitions doubled."""

import time
from typing import overload

import loopsafe
from loopsafe import callback


@callback
def unfinished(


    ) -> None: ...


@overload
def convert(value: int) -> int: ...


@overload
@callback
def alone(value: int) -> int: ...


@callback
@callback
def doubled() -> None: ...


def doubled() -> None:
    time.sleep(1)


@loopsafe
def marked_with_module() -> None: ...


@loopsafe.callback.callback
def marked_with_attribute() -> None: ...


@callback
def self_reference() -> None:
    self_reference.attribute.call()
    loop = loop
    loop.call_soon(loop)
    yield
    time.sleep(1)  # E: "time.sleep"  [blocking-call]


callback()
callback
loopsafe.blocking(*[], **{})
loopsafe.thread_safe(unchecked)
lambda self: self.x
x = lambda: x()
x()
y = y = y()


class Device:
    poll = poll
    poll = time.sleep

    @callback
    def __init__(self, self_: Device = Device()) -> int:
        return self.poll(1)  # E: "time.sleep"  [blocking-call]

    def __enter__(): ...

    @property
    @property
    def level(): ...


with Device() as Device.x, y:
    [Device().level for Device.level in Device()]
