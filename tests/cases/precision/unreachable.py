"""Case 65: what cannot run is not charged: constant conditions, after ``return`` and ``raise``."""

import sys
import time
from typing import TYPE_CHECKING

from loopsafe import callback


@callback
def constant_conditions() -> None:
    if False:
        time.sleep(1)
    if 0:
        time.sleep(1)
    if not True:
        time.sleep(1)
    while False:
        time.sleep(1)
    if TYPE_CHECKING:
        time.sleep(1)
    if sys.version_info < (3, 8):
        time.sleep(1)
    if sys.platform == "plan9":
        time.sleep(1)
    if True:
        pass
    else:
        time.sleep(1)
    False and time.sleep(1)


@callback
def after_return(number: int) -> int:
    if number:
        return 1
        time.sleep(1)
    else:
        raise ValueError
        time.sleep(1)
    time.sleep(1)


@callback
def in_loops(numbers: list[int]) -> None:
    for _ in numbers:
        continue
        time.sleep(1)
    for _ in numbers:
        break
        time.sleep(1)
    while True:
        pass
    time.sleep(1)


@callback
def taken() -> None:
    if sys.version_info >= (3, 8):
        time.sleep(1)  # E: "time.sleep"  [blocking-call]
    if True:
        time.sleep(1)  # E: "time.sleep"  [blocking-call]
    try:
        return
    finally:
        time.sleep(1)  # E: "time.sleep"  [blocking-call]
