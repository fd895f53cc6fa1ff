"""Case 44: ``bool``, ``len``, ``str``, f-strings, ``repr``, ``hash``, ``int``, ``abs``, ``print``."""

import time

from loopsafe import callback


class Slow:
    def __bool__(self) -> bool:
        time.sleep(1)
        return True

    def __len__(self) -> int:
        time.sleep(1)
        return 1

    def __str__(self) -> str:
        time.sleep(1)
        return ""

    def __repr__(self) -> str:
        time.sleep(1)
        return ""

    def __hash__(self) -> int:
        time.sleep(1)
        return 1

    def __int__(self) -> int:
        time.sleep(1)
        return 1

    def __abs__(self) -> int:
        time.sleep(1)
        return 1


class HasLength:
    def __len__(self) -> int:
        time.sleep(1)
        return 1


@callback
def on_event(slow: Slow, sized: HasLength, values: dict[object, int]) -> None:
    bool(slow)  # E: reaches "time.sleep"  [blocking-call]
    if slow:  # E: reaches "time.sleep"  [blocking-call]
        pass
    if sized:  # E: reaches "time.sleep"  [blocking-call]
        pass
    not slow  # E: reaches "time.sleep"  [blocking-call]
    slow and None  # E: reaches "time.sleep"  [blocking-call]
    len(slow)  # E: reaches "time.sleep"  [blocking-call]
    str(slow)  # E: reaches "time.sleep"  [blocking-call]
    f"{slow}"  # E: reaches "time.sleep"  [blocking-call]
    f"{slow!r}"  # E: reaches "time.sleep"  [blocking-call]
    repr(slow)  # E: reaches "time.sleep"  [blocking-call]
    hash(slow)  # E: reaches "time.sleep"  [blocking-call]
    int(slow)  # E: reaches "time.sleep"  [blocking-call]
    abs(slow)  # E: reaches "time.sleep"  [blocking-call]
    print(slow)  # E: reaches "time.sleep"  [blocking-call]
