"""Case 43: methods that iterate what they are given, and the generator's own."""

import time
from collections import deque
from collections.abc import Generator

from loopsafe import callback


def slow() -> Generator[int, None, None]:
    time.sleep(1)
    yield 1


@callback
def on_event(numbers: list[int], known: set[int], texts: list[str]) -> None:
    numbers.extend(slow())  # E: reaches "time.sleep"  [blocking-call]
    known.update(slow())  # E: reaches "time.sleep"  [blocking-call]
    numbers += slow()  # E: reaches "time.sleep"  [blocking-call]
    deque(slow())  # E: reaches "time.sleep"  [blocking-call]
    dict.fromkeys(slow())  # E: reaches "time.sleep"  [blocking-call]
    slow().send(None)  # E: reaches "time.sleep"  [blocking-call]
    slow().__next__()  # E: reaches "time.sleep"  [blocking-call]
    slow().close()
