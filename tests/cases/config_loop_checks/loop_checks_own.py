"""Cases 68 and 74: a project's own check of the thread, a function or a method."""

import threading
import time

from loopsafe import callback

LOOP_THREAD = threading.main_thread()


def in_loop() -> bool:
    return threading.current_thread() is LOOP_THREAD


def something_else() -> bool:
    return True


class Hub:
    def is_mine(self) -> bool:
        return in_loop()

    def settle(self) -> None:
        if self.is_mine():
            return
        time.sleep(1)


def polite() -> None:
    if not in_loop():
        time.sleep(1)


def inverted() -> None:
    if in_loop():
        time.sleep(1)


def unrelated() -> None:
    if not something_else():
        time.sleep(1)


@callback
def on_event(hub: Hub) -> None:
    polite()
    hub.settle()
    inverted()  # E: "inverted" reaches "time.sleep"  [blocking-call]
    unrelated()  # E: "unrelated" reaches "time.sleep"  [blocking-call]
