"""Case 69: a ``NoReturn`` function is wrong when it blocks before it leaves."""

import sys
import time
from typing import NoReturn

from loopsafe import callback


def leave_slowly() -> NoReturn:
    time.sleep(1)
    sys.exit(1)


def leave() -> NoReturn:
    sys.exit(1)


def fail_slowly() -> NoReturn:
    leave_slowly()


@callback
def slowly(number: int) -> None:
    if number:
        leave_slowly()  # E: "leave_slowly" reaches "time.sleep"  [blocking-call]
    fail_slowly()  # E: "fail_slowly" reaches "time.sleep"  [blocking-call]


@callback
def at_once() -> None:
    leave()
