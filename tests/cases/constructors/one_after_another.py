"""Case 40: all constructors have one name: what one does says nothing of another one."""

import time

from loopsafe import callback


class Early:
    def __init__(self) -> None:
        time.sleep(1)


class Harmless:
    def __init__(self) -> None:
        self.value = 1


def make() -> None:
    Harmless()
    Late()


class Late:
    def __init__(self) -> None:
        helper()


def helper() -> None:
    further()


def further() -> None:
    time.sleep(1)


@callback
def on_event() -> None:
    Harmless()
    make()  # E: "make" reaches "time.sleep"  [blocking-call]  # N: "make" calls "Late", which calls "helper"
