"""Case 54: instances that can be called, wherever they are held."""

import time
from dataclasses import dataclass

from loopsafe import callback


class Pause:
    def __call__(self, seconds: float) -> None:
        time.sleep(seconds)


class Note:
    def __call__(self, text: str) -> None: ...


class Remote:
    def __getattr__(self, name: str) -> Pause:
        return Pause()


@dataclass
class Device:
    pause: Pause
    note: Note
    later: Pause | None = None

    def settle(self) -> None:
        self.pause(1)


class Shared:
    pause = Pause()

    @property
    def computed(self) -> Pause:
        return Pause()

    def method(self) -> Pause:
        return Pause()


@callback
def on_event(device: Device, shared: Shared, remote: Remote) -> None:
    device.pause(1)  # E: "Pause.__call__" reaches "time.sleep"  [blocking-call]
    device.note("text")
    device.settle()  # E: "Device.settle" reaches "time.sleep"  [blocking-call]
    if device.later is not None:
        device.later(1)  # E: "Pause.__call__" reaches "time.sleep"  [blocking-call]
    shared.pause(1)  # E: "Pause.__call__" reaches "time.sleep"  [blocking-call]
    shared.computed(1)  # E: "Pause.__call__" reaches "time.sleep"  [blocking-call]
    shared.method()
    shared.method()(1)  # E: "Pause.__call__" reaches "time.sleep"  [blocking-call]
    remote.anything(1)  # E: "Pause.__call__" reaches "time.sleep"  [blocking-call]


def settled() -> None:
    time.sleep(1)


@callback
def on_other_event(remote: Remote) -> None:
    remote.settled(1)  # E: "Pause.__call__" reaches "time.sleep"  [blocking-call]
    settled()  # E: "settled" reaches "time.sleep"  [blocking-call]
