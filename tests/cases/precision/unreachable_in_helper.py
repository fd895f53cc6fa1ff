"""Case 65: what cannot run in a helper is not charged to its callers."""

import sys
import time
from typing import TYPE_CHECKING

from loopsafe import callback


def constant() -> None:
    if False:
        time.sleep(1)
    if TYPE_CHECKING:
        time.sleep(1)
    if sys.platform == "plan9":
        time.sleep(1)


def after_return() -> int:
    return 1
    time.sleep(1)


def after_raise() -> None:
    raise NotImplementedError
    time.sleep(1)


def both_leave(number: int) -> int:
    if number:
        return 1
    else:
        raise ValueError
    time.sleep(1)


def endless() -> None:
    while True:
        pass
    time.sleep(1)


def asserts_false() -> None:
    assert False, "never"
    time.sleep(1)


if sys.platform == "plan9":

    def by_platform() -> None:
        time.sleep(1)

else:

    def by_platform() -> None: ...


@callback
def on_event() -> None:
    constant()
    by_platform()
    after_return()
    both_leave(1)
    if constant is after_return:
        after_raise()
    elif constant is both_leave:
        asserts_false()
    else:
        endless()
