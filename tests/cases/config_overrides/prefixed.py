"""Case 74: prefixes for one module."""

import time

from loopsafe import blocking


def async_fire() -> None:
    time.sleep(1)  # E: "time.sleep"  [blocking-call]


@blocking
def in_worker() -> None:
    async_fire()  # E: "async_fire"  [loop-only-call]
