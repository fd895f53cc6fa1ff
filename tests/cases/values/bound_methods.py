"""Case 47: a bound method under another name keeps what it is bound to."""

import asyncio
import time

from loopsafe import callback


class Device:
    def poll(self) -> None:
        time.sleep(1)

    @property
    def lazy(self) -> int:
        return 1


def slow() -> None:
    time.sleep(1)


@callback
def on_event(device: Device, loop: asyncio.AbstractEventLoop) -> None:
    poll = device.poll
    poll()  # E: reaches "time.sleep"  [blocking-call]
    schedule = loop.call_soon
    schedule(slow)  # E: [callable-context]
    unbound = Device.poll
    unbound(device)  # E: reaches "time.sleep"  [blocking-call]
