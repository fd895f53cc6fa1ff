"""Cases 40 and 61: ``super().__init__()`` in a mixin runs what the class's MRO says."""

import time

from loopsafe import callback


class Mixin:
    def __init__(self) -> None:
        super().__init__()


class Slow:
    def __init__(self) -> None:
        time.sleep(1)


class Mixed(Mixin, Slow):
    pass


@callback
def on_event() -> None:
    Mixed()  # E: reaches "time.sleep"  [blocking-call]
    Mixin()
