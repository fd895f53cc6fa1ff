"""Case 70: a call has the effect of the receiver's declared type, whatever a subclass does."""

import time

from loopsafe import callback


class Device:
    def poll(self) -> None: ...

    @property
    def level(self) -> int:
        return 1

    def refresh(self) -> None:
        self.poll()


class SlowDevice(Device):
    def __init__(self) -> None:
        time.sleep(1)

    def poll(self) -> None:
        time.sleep(1)

    @property
    def level(self) -> int:
        time.sleep(1)
        return 1


@callback
def on_event(device: Device, slow: SlowDevice) -> None:
    device.poll()
    device.level
    Device().poll()
    slow.poll()  # E: reaches "time.sleep"  [blocking-call]
    slow.level  # E: reaches "time.sleep"  [blocking-call]
    kind: type[Device] = Device
    kind()
