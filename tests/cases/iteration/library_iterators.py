"""Case 43: lazy iterators of the standard library pass on what they are given."""

import itertools
import time
from collections.abc import Iterator

from loopsafe import callback


def slow() -> Iterator[int]:
    time.sleep(1)
    yield 1


class Indexed:
    """Iterated through ``__getitem__``, the old way."""

    def __getitem__(self, index: int) -> int:
        time.sleep(1)
        raise IndexError


@callback
def on_event(indexed: Indexed) -> None:
    zip(slow(), [1])
    enumerate(slow())
    itertools.chain(slow(), [1])
    for _ in itertools.chain([1], slow()):  # E: reaches "time.sleep"  [blocking-call]
        pass
    for _ in indexed:  # E: reaches "time.sleep"  [blocking-call]
        pass
    for _ in reversed([*range(3)]):
        pass
