"""Case 65: a branch that ends with ``assert_never`` does not run, nor what stands before that."""

import enum
import time
from typing import assert_never

from loopsafe import callback


class Mode(enum.Enum):
    ON = 1
    OFF = 2


def matched(mode: Mode) -> int:
    match mode:
        case Mode.ON:
            return 1
        case Mode.OFF:
            return 2
        case _:
            time.sleep(1)
            assert_never(mode)


def narrowed(value: int | str, flag: bool) -> None:
    if flag:
        time.sleep(1)
        if isinstance(value, int):
            return
        if isinstance(value, str):
            return
        assert_never(value)


@callback
def on_event() -> None:
    matched(Mode.ON)
    narrowed(1, True)  # E: "narrowed" reaches "time.sleep"  [blocking-call]
