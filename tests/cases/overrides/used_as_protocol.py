"""Case 59: wherever a value is used as a marked Protocol, not only as an argument; functions, too."""

import time
from typing import Protocol

from loopsafe import blocking, callback


class Listener(Protocol):
    @callback
    def notify(self, value: int) -> None: ...


class OnEvent(Protocol):
    @callback
    def __call__(self, value: int) -> None: ...


class Job(Protocol):
    @blocking
    def __call__(self, value: int) -> None: ...


class Slow:
    def notify(self, value: int) -> None:
        time.sleep(value)


class Quick:
    def notify(self, value: int) -> None: ...


def pause(value: int) -> None:
    time.sleep(value)


@callback
def note(value: int) -> None: ...


class Bus:
    def __init__(self) -> None:
        self.first: Listener = Slow()  # E: "Listener.notify", which is @callback  [override-category]
        self.second: Listener = Quick()
        self.others: list[Listener] = []
        self.by_name: dict[str, OnEvent] = {}

    def grow(self) -> None:
        self.others.append(Slow())  # E: "Listener.notify", which is @callback  [override-category]
        self.by_name["pause"] = pause  # E: Blocking callable "pause"  [callable-context]
        self.by_name["note"] = note

    def default(self) -> Listener:
        return Slow()  # E: "Listener.notify", which is @callback  [override-category]


def listen(action: OnEvent) -> None: ...


def work(job: Job) -> None: ...


def start() -> None:
    listen(pause)  # E: Blocking callable "pause"  [callable-context]
    listen(note)
    listen(lambda value: time.sleep(value))  # E: Blocking callable  [callable-context]
    work(pause)
    work(note)  # E: Loop-only callable "note"  [callable-context]
