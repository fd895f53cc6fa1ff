"""Case 47: a lambda is charged where it is called, not where it is made."""

import time
from collections.abc import Callable

from loopsafe import callback

module_level = lambda: time.sleep(1)


def slow() -> None:
    time.sleep(1)


@callback
def makes() -> Callable[[], None]:
    action = lambda: slow()
    return lambda: slow()


@callback
def calls() -> None:
    (lambda: slow())()  # E: reaches "time.sleep"  [blocking-call]
    action = lambda: slow()
    action()  # E: reaches "time.sleep"  [blocking-call]
    module_level()  # E: reaches "time.sleep"  [blocking-call]
    harmless = lambda: 1
    harmless()


@callback
def makes_local_function() -> Callable[[], None]:
    def local() -> None:
        slow()

    return local
