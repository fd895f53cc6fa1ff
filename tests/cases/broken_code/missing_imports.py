"""Case 78: imports that cannot be found; what can be seen is still checked."""

import time

import no_such_module
import no_such_package.inner as inner
from no_such_module import Base, decorate, helper
from no_such_package import *

from loopsafe import callback, no_such_marker


class Device(Base):
    def __init__(self) -> None:
        super().__init__()
        self.connection = inner.connect()

    def poll(self) -> None:
        self.missing()
        time.sleep(1)

    @callback
    def on_event(self) -> None:
        self.connection.send()
        self.poll()  # E: reaches "time.sleep"  [blocking-call]
        self.inherited.attribute()
        super().on_event()


@decorate
@callback
def decorated() -> None:
    helper()
    time.sleep(1)  # E: "time.sleep"  [blocking-call]


@no_such_marker
def marked() -> None:
    time.sleep(1)


@callback
def on_event(value: no_such_module.Type, other: "inner.Other") -> None:
    value.go()
    other[0]()
    with value as entered:
        entered()
    for item in other:
        item.go()
    helper(value)(other)
    time.sleep(1)  # E: "time.sleep"  [blocking-call]


async def coroutine() -> None:
    await helper()
    async with inner.connect() as connection:
        connection.send()
    time.sleep(1)  # E: "time.sleep"  [blocking-call]
