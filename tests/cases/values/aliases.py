"""Case 47: another name for a function: of a module, of a class, local."""

import time
from time import sleep as pause

from loopsafe import callback

wait = time.sleep
rest = wait


def slow() -> None:
    time.sleep(1)


def fast() -> None: ...


slow_too = slow
fast_too = fast


class Device:
    wait = slow
    quick = fast

    def poll(self) -> None:
        time.sleep(1)

    update = poll


def helper() -> None:
    slow_too()


@callback
def on_event(device: Device) -> None:
    wait(1)  # E: "time.sleep"  [blocking-call]
    rest(1)  # E: "time.sleep"  [blocking-call]
    pause(1)  # E: "time.sleep"  [blocking-call]
    slow_too()  # E: "time.sleep"  [blocking-call]
    fast_too()
    helper()  # E: "helper" reaches "time.sleep"  [blocking-call]
    device.update()  # E: reaches "time.sleep"  [blocking-call]
    Device.wait()  # E: reaches "time.sleep"  [blocking-call]
    Device.quick()


@callback
def local() -> None:
    action = slow
    action()  # E: reaches "time.sleep"  [blocking-call]
    harmless = fast
    harmless()


def local_helper() -> None:
    action = slow
    action()


async def coroutine() -> None:
    local_helper()  # E: "local_helper" reaches "time.sleep"  [blocking-call]
