"""Case 78: names, attributes and arguments that do not exist."""

import time

from loopsafe import blocking, callback


def slow(number: int) -> None:
    time.sleep(number)


class Device:
    level: Undefined

    def poll(self) -> None:
        time.sleep(1)


@undefined_decorator
@callback
def decorated() -> None:
    time.sleep(1)  # E: "time.sleep"  [blocking-call]


@callback
def on_event(device: Device, other: Undefined) -> None:
    undefined()
    undefined.attribute.call(1)[2]
    time.slep(1)
    device.missing()
    device.level.missing()
    other()
    slow()  # E: "slow" reaches "time.sleep"  [blocking-call]
    slow("text", 2, missing=3)  # E: "slow" reaches "time.sleep"  [blocking-call]
    device.poll(1)  # E: reaches "time.sleep"  [blocking-call]
    Device(1).poll()  # E: reaches "time.sleep"  [blocking-call]
    1()
    None.go()
    (1).poll()
    del undefined.attribute
    undefined.attribute += 1
    for undefined_item in undefined:
        undefined_item()
    with undefined:
        pass
    f"{undefined()}"
    [undefined(item) for item in undefined if item.go()]
    lambda: undefined()
    not_a_coroutine = await slow(1)  # E: "slow" reaches "time.sleep"  [blocking-call]


@blocking(kind=undefined)
def marked() -> None: ...


@blocking(kind="disk", missing=1)  # E: missing  [category-marker]
def marked_too() -> None: ...
