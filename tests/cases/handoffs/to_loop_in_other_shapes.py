"""Case 36: a lambda, a local function, an inferred function, a partial of one, a bound method."""

import asyncio
import functools
import time

from loopsafe import callback


def inferred(number: int = 0) -> None:
    time.sleep(1)


def deeper() -> None:
    inferred()


class Device:
    def poll(self) -> None:
        time.sleep(1)

    @classmethod
    def scan(cls) -> None:
        time.sleep(1)

    def watch(self, loop: asyncio.AbstractEventLoop) -> None:
        loop.call_soon(self.harmless)

    @callback
    def watch_slowly(self, loop: asyncio.AbstractEventLoop) -> None:
        loop.call_soon(self.poll)  # E: reaches "time.sleep"  [callable-context]

    def harmless(self) -> None: ...


@callback
def on_event(loop: asyncio.AbstractEventLoop, device: Device, future: asyncio.Future[int]) -> None:
    loop.call_soon(inferred)  # E: "inferred"  [callable-context]
    loop.call_soon(deeper)  # E: "deeper"  [callable-context]
    loop.call_soon(device.poll)  # E: [callable-context]
    loop.call_soon(Device.scan)  # E: [callable-context]
    loop.call_soon(lambda: time.sleep(1))  # E: [callable-context]
    loop.call_later(1, lambda: deeper())  # E: [callable-context]
    loop.call_soon(functools.partial(inferred, 1))  # E: [callable-context]
    loop.call_later(1, functools.partial(time.sleep, 1))  # E: [callable-context]
    loop.call_soon(functools.partial(device.poll))  # E: [callable-context]
    future.add_done_callback(lambda _: inferred())  # E: [callable-context]

    def local() -> None:
        time.sleep(1)

    def innocent() -> None:
        loop.run_in_executor(None, inferred)

    loop.call_soon(local)  # E: "local"  [callable-context]
    loop.call_soon(lambda: local())  # E: [callable-context]
    loop.call_soon(innocent)
    loop.call_soon(lambda: loop.run_in_executor(None, lambda: inferred()))
