"""Case 40: what a constructor runs: ``__init__``, ``__new__``, a base's, a metaclass's ``__call__``."""

import time
from typing import Any, Generic, Self, TypeVar

from loopsafe import callback

T = TypeVar("T")


class Slow:
    def __init__(self) -> None:
        time.sleep(1)


class SlowNew:
    def __new__(cls) -> Self:
        time.sleep(1)
        return super().__new__(cls)


class Inherits(Slow):
    """No constructor of its own."""


class CallsSuper(Slow):
    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


class CallsBase(Slow):
    def __init__(self, number: int) -> None:
        Slow.__init__(self)


class Replaces(Slow):
    def __init__(self) -> None:
        """Nothing of the base runs."""


class Meta(type):
    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        time.sleep(1)
        return super().__call__(*args, **kwargs)


class SlowMeta(metaclass=Meta):
    pass


class Box(Generic[T]):
    def __init__(self, item: T) -> None:
        time.sleep(1)


def build() -> Slow:
    return Slow()


Alias = Slow


@callback
def on_event() -> None:
    Slow()  # E: reaches "time.sleep"  [blocking-call]
    SlowNew()  # E: reaches "time.sleep"  [blocking-call]
    Inherits()  # E: reaches "time.sleep"  [blocking-call]
    CallsSuper(1)  # E: reaches "time.sleep"  [blocking-call]
    CallsBase(1)  # E: reaches "time.sleep"  [blocking-call]
    Replaces()
    SlowMeta()  # E: reaches "time.sleep"  [blocking-call]
    Box(1)  # E: reaches "time.sleep"  [blocking-call]
    Box[int](1)  # E: reaches "time.sleep"  [blocking-call]
    build()  # E: "build" reaches "time.sleep"  [blocking-call]
    Alias()  # E: reaches "time.sleep"  [blocking-call]
