"""Case 75: a module whose errors are ignored still tells its callers what it does."""

import time

from loopsafe import callback


def slow() -> None:
    time.sleep(1)


def outer() -> None:
    slow()


@callback
def on_event() -> None:
    slow()
