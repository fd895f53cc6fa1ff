"""Cases 60 and 61: unions, type variables, ``Self``, ``super()``, mixins, narrowing."""

import time
from typing import Self, TypeVar

from loopsafe import callback


class Fast:
    def poll(self) -> None: ...


class Slow:
    def poll(self) -> None:
        time.sleep(1)

    def me(self) -> Self:
        return self


T = TypeVar("T", bound=Slow)


class Mixin:
    def setup(self) -> None:
        super().setup()  # type: ignore[misc]


class Base:
    def setup(self) -> None:
        time.sleep(1)


class Mixed(Mixin, Base):
    """The mixin's ``super()`` is `Base` here."""


@callback
def union(either: Fast | Slow, maybe: Slow | None) -> None:
    either.poll()  # E: reaches "time.sleep"  [blocking-call]
    if maybe:
        maybe.poll()  # E: reaches "time.sleep"  [blocking-call]
    if isinstance(either, Fast):
        either.poll()
    else:
        either.poll()  # E: reaches "time.sleep"  [blocking-call]


@callback
def bound(value: T) -> T:
    value.poll()  # E: reaches "time.sleep"  [blocking-call]
    value.me().poll()  # E: reaches "time.sleep"  [blocking-call]
    return value


@callback
def mixed(value: Mixed) -> None:
    value.setup()  # E: reaches "time.sleep"  [blocking-call]
