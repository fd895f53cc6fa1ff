"""Cases 5, 40, 41 and 42: classes without annotations."""

import time
from contextlib import contextmanager

from loopsafe import callback


class Device:
    def __init__(self, name):
        self.name = name

    def poll(self):
        self._read()

    def _read(self):
        time.sleep(1)

    @property
    def level(self):
        time.sleep(1)
        return 1

    @callback
    def on_event(self):
        self.poll()  # E: reaches "time.sleep"  [blocking-call]
        self.level  # E: reaches "time.sleep"  [blocking-call]
        self.name.upper()

    async def update(self):
        self._read()  # E: reaches "time.sleep"  [blocking-call]


class Slow(Device):
    def __init__(self):
        super().__init__("slow")
        time.sleep(1)

    @callback
    def inherited(self):
        self.poll()  # E: reaches "time.sleep"  [blocking-call]
        super().poll()  # E: reaches "time.sleep"  [blocking-call]


@contextmanager
def session():
    time.sleep(1)
    yield 1


def numbers():
    time.sleep(1)
    yield 1


@callback
def on_event(device):
    device.poll()
    Slow()  # E: reaches "time.sleep"  [blocking-call]
    Device("name")
    Device("name").poll()  # E: reaches "time.sleep"  [blocking-call]
    with session():  # E: reaches "time.sleep"  [blocking-call]
        pass
    numbers()
    for _ in numbers():  # E: reaches "time.sleep"  [blocking-call]
        pass
