"""Cases 5, 6 and 9: unmarked helpers, one deep and several deep; helpers that only compute."""

import time

from loopsafe import callback


def one() -> None:
    time.sleep(1)


def two() -> None:
    one()


def three() -> None:
    two()


def double(number: int) -> int:
    return number * 2


def quadruple(number: int) -> int:
    return double(double(number))


class Device:
    def poll(self) -> None:
        self._read()

    def _read(self) -> None:
        two()

    @staticmethod
    def scan() -> None:
        one()

    @classmethod
    def discover(cls) -> None:
        cls.scan()


@callback
def on_event(device: Device) -> None:
    one()  # E: "one" reaches "time.sleep"  [blocking-call]
    two()  # E: "two" reaches "time.sleep"  [blocking-call]  # N: "two" calls "one", which calls "time.sleep"
    three()  # E: "three" reaches "time.sleep"  [blocking-call]  # N: "three" calls "two", which calls "one", which calls "time.sleep"
    quadruple(2)
    device.poll()  # E: reaches "time.sleep"  [blocking-call]
    Device.scan()  # E: reaches "time.sleep"  [blocking-call]
    Device.discover()  # E: reaches "time.sleep"  [blocking-call]
    Device.poll(device)  # E: reaches "time.sleep"  [blocking-call]
