"""Case 76: with ``strict`` what the analysis cannot see is reported where a thread is declared."""

from abc import ABC, abstractmethod
from typing import Any, Protocol

from loopsafe import blocking, callback, thread_safe


class Base(ABC):
    @abstractmethod
    def poll(self) -> None: ...

    @abstractmethod
    @callback
    def marked(self) -> None: ...


class Readable(Protocol):
    def read(self) -> None: ...


def helper(value: Any) -> None:
    value.go()


@callback
def on_event(value: Any, base: Base, readable: Readable, name: str) -> None:
    value.go()  # E: [unknown-call]
    value()  # E: [unknown-call]
    base.poll()  # E: [unknown-call]
    base.marked()
    readable.read()  # E: [unknown-call]
    getattr(base, name)()  # E: [unknown-call]
    helper(value)  # E: "helper" reaches  [unknown-call]


@thread_safe
def anywhere(value: Any) -> None:
    value.go()  # E: [unknown-call]


async def coroutine(value: Any) -> None:
    value.go()  # E: [unknown-call]


def unmarked(value: Any) -> None:
    value.go()
