"""Case 68: asyncio's own question for the running loop, which is answered with ``None`` off it."""

import asyncio
import time

from loopsafe import callback


def refuses() -> None:
    if asyncio._get_running_loop() is not None:
        raise RuntimeError
    time.sleep(1)


def waits_elsewhere() -> None:
    if asyncio._get_running_loop() is None:
        time.sleep(1)


def inverted() -> None:
    if asyncio._get_running_loop() is not None:
        time.sleep(1)


@callback
def on_event() -> None:
    refuses()
    waits_elsewhere()
    inverted()  # E: "inverted" reaches "time.sleep"  [blocking-call]
