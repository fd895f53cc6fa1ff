"""Case 62: one overload has a marker, the other is harmless; the class of the argument decides."""

from typing import Literal, overload

from loopsafe import blocking, callback


@overload
def load(source: bytes) -> int: ...
@overload
@blocking
def load(source: str) -> int: ...
def load(source: bytes | str) -> int:
    return len(source)


class Device:
    @overload
    def read(self, *, wait: Literal[False]) -> int: ...
    @overload
    @blocking(kind="network")
    def read(self, *, wait: bool = True) -> int: ...
    def read(self, *, wait: bool = True) -> int:
        return int(wait)


@callback
def on_event(device: Device, path: str, data: bytes, flag: bool) -> None:
    load(data)
    load(b"")
    load(path)  # E: "load"  [blocking-call]
    load("name")  # E: "load"  [blocking-call]
    device.read(wait=False)
    device.read(wait=flag)  # E: "Device.read"  [blocking-call]
    device.read()  # E: "Device.read"  [blocking-call]


def helper(path: str) -> None:
    load(path)


def harmless_helper(data: bytes) -> None:
    load(data)


async def main(device: Device) -> None:
    helper("name")  # E: "helper" reaches "load"  [blocking-call]
    harmless_helper(b"")
