"""Case 68: a check that proves which thread runs decides for the branch below it."""

import asyncio
import threading
import time

from loopsafe import callback


class Hub:
    loop_thread_id: int = 0

    def wait_if_allowed(self) -> None:
        if self.loop_thread_id != threading.get_ident():
            time.sleep(1)

    def wait_if_forbidden(self) -> None:
        if self.loop_thread_id == threading.get_ident():
            time.sleep(1)


def checked() -> None:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        time.sleep(1)


def checked_wrongly() -> None:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return
    time.sleep(1)


def checked_with_else() -> None:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        pass
    else:
        time.sleep(1)


@callback
def on_event(hub: Hub) -> None:
    hub.wait_if_forbidden()  # E: reaches "time.sleep"  [blocking-call]
    checked()
    checked_wrongly()  # E: "checked_wrongly" reaches "time.sleep"  [blocking-call]
    checked_with_else()  # E: "checked_with_else" reaches "time.sleep"  [blocking-call]
