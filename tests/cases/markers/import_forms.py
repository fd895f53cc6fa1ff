"""Case 72: a marker is known under whatever name it is imported."""

import time

import loopsafe
import loopsafe as ls
from loopsafe import callback as on_loop


@loopsafe.callback
def first() -> None:
    time.sleep(1)  # E: "time.sleep"  [blocking-call]


@ls.thread_safe
def second() -> None:
    time.sleep(1)  # E: "time.sleep"  [blocking-call]


@on_loop
def third() -> None:
    time.sleep(1)  # E: "time.sleep"  [blocking-call]


def callback(func: object) -> object:
    """Shares its name with a marker, nothing else."""
    return func


@callback
def fourth() -> None:
    time.sleep(1)
