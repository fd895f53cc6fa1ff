"""Case 75: a code that is disabled for one module in the configuration."""

import time

from loopsafe import blocking, callback


def slow() -> None:
    time.sleep(1)


@callback
def on_event() -> None:
    slow()


@blocking
def in_worker() -> None:
    on_event()  # E: "on_event"  [loop-only-call]
