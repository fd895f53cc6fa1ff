"""Case 47: functions in comprehensions, and of modules by a constant name."""

import os
import time
from collections.abc import Callable

from loopsafe import callback


@callback
def on_event(names: list[str], flag: bool) -> None:
    pauses = [lambda: time.sleep(1) for _ in names]
    for pause in pauses:
        pause()  # E: reaches "time.sleep"  [blocking-call]
    quick: dict[str, Callable[[], None]] = {name: (lambda: None) for name in names}
    quick["a"]()
    slow = {name: time.sleep for name in names}
    slow["a"](1)  # E: "time.sleep"  [blocking-call]
    getattr(os, "listdir")(".")  # E: "os.listdir"  [blocking-call]
    getattr(os, "getpid")()
