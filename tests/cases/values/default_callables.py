"""Case 50: a parameter that is called has a default, which runs where nothing else is given."""

import functools
import time
from collections.abc import Callable, Mapping
from typing import Any

from loopsafe import callback


def retry(job: Callable[[], object], sleep: Callable[[float], object] = time.sleep) -> None:
    job()
    sleep(1)


def pause(seconds: float) -> None:
    time.sleep(seconds)


def work() -> None: ...


def yielding(seconds: float) -> None: ...


class Waiter:
    def wait(self, *, until: Callable[[float], object] = pause) -> None:
        until(1)


def passes_on() -> None:
    retry(work)


@callback
def on_event(waiter: Waiter, options: Mapping[str, Any]) -> None:
    retry(work)  # E: "retry" reaches "time.sleep"  [blocking-call]
    retry(work, yielding)
    retry(work, sleep=yielding)
    retry(work, **options)
    functools.partial(retry, work)()  # E: reaches "time.sleep"  [blocking-call]
    functools.partial(retry, work)(sleep=yielding)
    functools.partial(retry, work, sleep=yielding)()
    waiter.wait()  # E: "Waiter.wait" reaches "time.sleep"  [blocking-call]
    waiter.wait(until=yielding)
    passes_on()  # E: "passes_on" reaches "time.sleep"  [blocking-call]
