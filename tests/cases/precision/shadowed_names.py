"""Case 67: the same name in other scopes: classes, local functions, parameters."""

import time
from collections.abc import Callable

from loopsafe import callback


def work() -> None:
    time.sleep(1)


class Quick:
    def work(self) -> None: ...

    def sleep(self) -> None: ...

    def run(self) -> None:
        self.work()


class Slow:
    def work(self) -> None:
        time.sleep(1)


@callback
def shadows() -> None:
    def work() -> None: ...

    work()


@callback
def parameter(work: Callable[[], None]) -> None:
    work()


@callback
def on_event(quick: Quick, slow: Slow) -> None:
    quick.work()
    quick.sleep()
    quick.run()
    slow.work()  # E: reaches "time.sleep"  [blocking-call]
    work()  # E: reaches "time.sleep"  [blocking-call]


def first() -> None:
    def inner() -> None:
        time.sleep(1)


def second() -> None:
    def inner() -> None: ...

    inner()


@callback
def calls_second() -> None:
    first()
    second()
