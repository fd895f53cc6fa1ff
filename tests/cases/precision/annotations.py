"""Case 66: annotations, string annotations and type aliases run nothing that counts."""

import time
from typing import Annotated, Optional, Union, cast

from loopsafe import callback


def measure() -> int:
    time.sleep(1)
    return 1


class Device:
    def __init__(self) -> None:
        time.sleep(1)

    class Inner:
        def __init__(self) -> None:
            time.sleep(1)


@callback
def on_event(
    device: Device, other: "Optional[Device]", number: Annotated[int, "text"]
) -> "Device.Inner | None":
    local: Device = device
    later: "Device"
    alias = Union[Device, None]
    many = list[Device]
    found = cast("Device", local)

    def inner(value: Annotated[int, measure()]) -> Annotated[int, measure()]:
        noted: Annotated[int, measure()] = value
        return noted

    inner(1)
    isinstance(found, Device)
    print(alias, many)
    return None
