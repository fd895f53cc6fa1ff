"""Case 40: dataclasses: ``__post_init__``, default factories, defaults, ``InitVar`` and bases."""

import time
from dataclasses import InitVar, dataclass, field, replace

from loopsafe import callback


def measure() -> int:
    time.sleep(1)
    return 1


@dataclass
class PostInit:
    number: int = 0

    def __post_init__(self) -> None:
        time.sleep(1)


@dataclass
class Child(PostInit):
    text: str = ""


@dataclass
class Factory:
    """The factory runs unless the caller brings the value."""

    name: str
    value: int = field(default_factory=measure)
    others: list[int] = field(default_factory=list)


@dataclass
class FactoryLambda:
    value: int = field(default_factory=lambda: measure())


@dataclass
class NotInInit:
    value: int = field(default_factory=measure, init=False)


@dataclass
class Default:
    """The default value is made once, when the class is."""

    value: int = measure()
    also: int = field(default=measure())


@dataclass
class PostInitWithArgument:
    number: InitVar[int]

    def __post_init__(self, number: int) -> None:
        time.sleep(number)


@callback
def on_event(known: Default, made: PostInit, filled: Factory) -> None:
    replace(made, number=1)  # E: reaches "time.sleep"  [blocking-call]
    replace(filled, name="")
    PostInit()  # E: reaches "time.sleep"  [blocking-call]
    Child(1, "one")  # E: reaches "time.sleep"  [blocking-call]
    Factory("name")  # E: reaches "time.sleep"  [blocking-call]
    Factory("name", 1)
    Factory("name", value=1)
    FactoryLambda()  # E: reaches "time.sleep"  [blocking-call]
    FactoryLambda(1)
    NotInInit()  # E: reaches "time.sleep"  [blocking-call]
    Default()
    PostInitWithArgument(1)  # E: reaches "time.sleep"  [blocking-call]

    @dataclass
    class Local:
        value: int = measure()  # E: "measure" reaches "time.sleep"  [blocking-call]
