"""Case 59: abstract and Protocol methods: the mark binds implementations, also structural ones."""

import time
from abc import ABC, abstractmethod
from typing import Protocol

from loopsafe import callback


class Entity(ABC):
    @callback
    @abstractmethod
    def on_event(self) -> None: ...

    @abstractmethod
    def unmarked(self) -> None: ...


class Light(Entity):
    def on_event(self) -> None:
        time.sleep(1)  # E: "time.sleep"  [blocking-call]

    def unmarked(self) -> None:
        time.sleep(1)


class Listener(Protocol):
    @callback
    def on_data(self) -> None: ...


class Explicit(Listener):
    def on_data(self) -> None:
        time.sleep(1)  # E: "time.sleep"  [blocking-call]


class Structural:
    def on_data(self) -> None:
        time.sleep(1)


class Harmless:
    def on_data(self) -> None: ...


def subscribe(listener: Listener) -> None: ...


@callback
def on_loop(entity: Entity, light: Light, listener: Listener) -> None:
    entity.on_event()
    entity.unmarked()
    light.unmarked()  # E: reaches "time.sleep"  [blocking-call]
    listener.on_data()
    subscribe(Structural())  # E: [override-category]
    subscribe(Harmless())
