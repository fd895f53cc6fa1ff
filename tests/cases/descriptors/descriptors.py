"""Case 41: descriptors of a project's own, ``__getattr__`` and ``__setattr__``."""

import time
from typing import Any

from loopsafe import callback


class SlowField:
    def __get__(self, instance: object, owner: type) -> int:
        time.sleep(1)
        return 1

    def __set__(self, instance: object, value: int) -> None:
        time.sleep(1)


class Device:
    level = SlowField()


class Remote:
    known: int = 1

    def __getattr__(self, name: str) -> int:
        time.sleep(1)
        return 1


class Recorder:
    known: int = 1

    def __setattr__(self, name: str, value: Any) -> None:
        time.sleep(1)


@callback
def on_event(device: Device, remote: Remote, recorder: Recorder) -> None:
    device.level  # E: reaches "time.sleep"  [blocking-call]
    device.level = 1  # E: reaches "time.sleep"  [blocking-call]
    remote.anything  # E: reaches "time.sleep"  [blocking-call]
    remote.known
    recorder.known
    recorder.known = 2  # E: reaches "time.sleep"  [blocking-call]
