"""Case 1: an error stands at the first line of the call that blocks, wherever that is."""

import time

from loopsafe import callback


def measure() -> int:
    time.sleep(1)
    return 1


def wait(first: int, second: int) -> int:
    time.sleep(1)
    return first + second


def add(first: int, second: int) -> int:
    return first + second


class Device:
    def read(self) -> "Device":
        return self

    def poll(self) -> int:
        time.sleep(1)
        return 1


@callback
def on_event(device: Device) -> int:
    add(
        1,
        measure(),  # E: "measure" reaches "time.sleep"  [blocking-call]
    )
    wait(  # E: "wait" reaches "time.sleep"  [blocking-call]
        1,
        add(
            1,
            measure(),  # E: "measure" reaches "time.sleep"  [blocking-call]
        ),
    )
    total = (
        1
        + measure()  # E: "measure" reaches "time.sleep"  [blocking-call]
        + add(1, 2)
    )
    text = (
        "no call here "
        f"{measure()}"  # E: "measure" reaches "time.sleep"  [blocking-call]
    )
    values = [
        number
        for number in range(measure())  # E: "measure" reaches "time.sleep"  [blocking-call]
        if number
        > measure()  # E: "measure" reaches "time.sleep"  [blocking-call]
    ]
    assert text, values
    return (
        total
        if total
        else measure()  # E: "measure" reaches "time.sleep"  [blocking-call]
    )
