"""Case 39: the values of a typed dictionary are slots."""

import time
from collections.abc import Callable
from typing import TypedDict

from loopsafe import OnLoop, callback


class Hooks(TypedDict, total=False):
    start: OnLoop[Callable[[], None]]
    stop: Callable[[], None]


def pause() -> None:
    time.sleep(1)


@callback
def note() -> None: ...


def make() -> Hooks:
    first: Hooks = {"start": pause, "stop": pause}  # E: handed to "first"  [callable-context]
    second: Hooks = {"start": note, "stop": pause}
    Hooks(start=pause)  # E: handed to "Hooks"  [callable-context]
    return first or second
