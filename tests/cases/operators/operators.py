"""Case 44: operators and built-in functions run special methods."""

import time
from typing import Self

from loopsafe import callback


class Slow:
    def __getitem__(self, key: int) -> int:
        time.sleep(1)
        return key

    def __setitem__(self, key: int, value: int) -> None:
        time.sleep(1)

    def __delitem__(self, key: int) -> None:
        time.sleep(1)

    def __add__(self, other: int) -> Self:
        time.sleep(1)
        return self

    def __radd__(self, other: int) -> Self:
        time.sleep(1)
        return self

    def __iadd__(self, other: int) -> Self:
        time.sleep(1)
        return self

    def __eq__(self, other: object) -> bool:
        time.sleep(1)
        return True

    def __lt__(self, other: object) -> bool:
        time.sleep(1)
        return True

    def __neg__(self) -> int:
        time.sleep(1)
        return 1

    def __call__(self) -> None:
        time.sleep(1)


@callback
def on_event(slow: Slow) -> None:
    slow[0]  # E: reaches "time.sleep"  [blocking-call]
    slow[0] = 1  # E: reaches "time.sleep"  [blocking-call]
    del slow[0]  # E: reaches "time.sleep"  [blocking-call]
    slow + 1  # E: reaches "time.sleep"  [blocking-call]
    1 + slow  # E: reaches "time.sleep"  [blocking-call]
    slow == 1  # E: reaches "time.sleep"  [blocking-call]
    slow < 1  # E: reaches "time.sleep"  [blocking-call]
    -slow  # E: reaches "time.sleep"  [blocking-call]
    slow()  # E: reaches "time.sleep"  [blocking-call]
    slow is None
    slow += 1  # E: reaches "time.sleep"  [blocking-call]
