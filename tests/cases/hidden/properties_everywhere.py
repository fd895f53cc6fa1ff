"""Case 41: a property counts wherever the attribute stands."""

import time

from loopsafe import callback


class Inner:
    @property
    def level(self) -> int:
        time.sleep(1)
        return 1

    @level.setter
    def level(self, value: int) -> None:
        time.sleep(1)

    @property
    def names(self) -> list[str]:
        time.sleep(1)
        return []


class Device:
    def __init__(self) -> None:
        self.inner = Inner()
        self.many = [Inner()]

    def find(self) -> Inner:
        return self.inner


@callback
def on_event(device: Device) -> int:
    device.inner.level  # E: reaches "time.sleep"  [blocking-call]
    device.many[0].level  # E: reaches "time.sleep"  [blocking-call]
    device.find().level  # E: reaches "time.sleep"  [blocking-call]
    Inner().level  # E: reaches "time.sleep"  [blocking-call]
    abs(device.inner.level)  # E: reaches "time.sleep"  [blocking-call]
    text = f"{device.inner.level}"  # E: reaches "time.sleep"  [blocking-call]
    if device.inner.level > 1:  # E: reaches "time.sleep"  [blocking-call]
        text += ""
    for name in device.inner.names:  # E: reaches "time.sleep"  [blocking-call]
        text += name
    found = [inner.level for inner in device.many]  # E: reaches "time.sleep"  [blocking-call]
    first, device.inner.level = found[0], 2  # E: reaches "time.sleep"  [blocking-call]
    for device.inner.level in found:  # E: reaches "time.sleep"  [blocking-call]
        pass
    device.inner.names.append(text)  # E: reaches "time.sleep"  [blocking-call]
    return first
