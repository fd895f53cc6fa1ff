"""A form says where a callable is called; to other type checkers it is just the callable."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import assert_type

from loopsafe import AnyThread, InWorker, OnLoop, callback

Listener = OnLoop[Callable[[str], None]]


@dataclass
class Bus:
    listeners: list[Listener] = field(default_factory=list[Listener])
    finish: OnLoop[Callable[[], None]] | None = None

    def listen(self, listener: OnLoop[Callable[[str], None]]) -> InWorker[Callable[[], int]]:
        self.listeners.append(listener)
        return lambda: len(self.listeners)


@callback
def listener(event: str) -> None:
    assert event


def read(function: AnyThread[Callable[[], str]]) -> str:
    return function()


bus = Bus()
assert_type(bus.listeners[0], Callable[[str], None])
assert_type(bus.finish, Callable[[], None] | None)
assert_type(bus.listen(listener), Callable[[], int])
assert_type(bus.listen(listener)(), int)
assert_type(read(str), str)
bus.listen(read)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
read(len)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
