"""Cases 17, 20: sync code that makes coroutines, of functions of known and of unknown type."""

from collections.abc import Coroutine
from typing import Any

from loopsafe import callback

on_loop = callback


async def load() -> None: ...


def untyped(function):
    return function


@untyped
async def hidden() -> None: ...


class Device:
    async def update(self) -> None: ...

    @untyped
    async def refresh(self) -> None: ...


@callback
def dropped() -> None:
    load()  # E: Coroutine "load" is never run: it is dropped  [unscheduled-coroutine]


@callback
def kept(device: Device) -> None:
    found = device.update()  # E: Coroutine "update" is never run: it is held in a local that is never handed over  [unscheduled-coroutine]


@callback
def of_unknown_type() -> None:
    hidden()  # E: Coroutine "hidden" is never run: it is dropped  [unscheduled-coroutine]


@callback
def method_of_unknown_type(device: Device) -> None:
    device.refresh()  # E: Coroutine "refresh" is never run: it is dropped  [unscheduled-coroutine]


@callback
def taken_out(waiting: list[Coroutine[Any, Any, None]]) -> None:
    waiting.pop()  # E: Coroutine "pop" is never run: it is dropped  [unscheduled-coroutine]


@callback
def listed() -> list[Coroutine[Any, Any, None]]:
    return [load()]


@callback
def harmless(device: Device) -> None:
    print(device)


async def marked_inside() -> None:
    @on_loop
    def inner() -> None:
        load()  # E: Coroutine "load" is never run: it is dropped  [unscheduled-coroutine]

    inner()
