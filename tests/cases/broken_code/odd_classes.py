"""Case 78: classes that cannot be: cyclic bases, wrong metaclasses, doubled definitions."""

import time
from dataclasses import dataclass, field
from typing import NamedTuple, TypedDict

from loopsafe import callback


class First(Second):
    def poll(self) -> None:
        time.sleep(1)


class Second(First):
    pass


class Number(1):
    pass


class Meta(metaclass=undefined):
    pass


class Twice:
    def poll(self) -> None: ...


class Twice:
    def poll(self, number: int) -> None: ...


@dataclass
class Odd:
    value: int = field(default_factory=undefined)
    other: int = field(default_factory=1)
    no_type = 1

    def __post_init__(self) -> None:
        self.missing = undefined


class Pair(NamedTuple):
    first: Undefined
    second: int = undefined()


class Keys(TypedDict, total=undefined):
    first: Undefined


class Property:
    @property
    def level(self): ...

    @level.setter
    def other(self, value): ...

    @missing.setter
    def missing(self, value): ...


@callback
def on_event(first: First, second: Second) -> None:
    first.poll()  # E: reaches "time.sleep"  [blocking-call]
    second.missing()
    Number()
    Meta()
    Twice().poll()
    Odd()
    Pair(1)
    Keys(first=1)
    Property().level = 1
    time.sleep(1)  # E: "time.sleep"  [blocking-call]
