"""Case 65: branches that the types rule out, ``assert_never``, code after a ``NoReturn`` call."""

import sys
import time
from typing import NoReturn, assert_never

from loopsafe import callback


def leave() -> NoReturn:
    sys.exit(1)


@callback
def narrowed(value: int | str) -> None:
    if isinstance(value, int):
        return
    elif isinstance(value, str):
        return
    else:
        time.sleep(1)
        assert_never(value)


@callback
def after_no_return() -> None:
    leave()
    time.sleep(1)


def helper_after_no_return() -> None:
    leave()
    time.sleep(1)


@callback
def calls_helper() -> None:
    helper_after_no_return()
