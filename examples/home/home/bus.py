"""The event bus: who listens to what."""

from collections.abc import Callable
from dataclasses import dataclass

from loopsafe import OnLoop, callback


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened: what, where, and what there is to say about it."""

    name: str
    source: str
    value: str = ""


Listener = OnLoop[Callable[[Event], None]]
"""Called on the event loop for each event it listens to, so it must not block."""


class EventBus:
    """Hands each event to its listeners, at once and in the order in which they came."""

    def __init__(self) -> None:
        """Start without listeners."""
        self._listeners: dict[str, list[Listener]] = {}

    @callback
    def listen(self, name: str, listener: Listener) -> None:
        """Call ``listener`` for every event of this name from now on."""
        self._listeners.setdefault(name, []).append(listener)

    @callback
    def fire(self, event: Event) -> None:
        """Tell everybody who listens."""
        for listener in self._listeners.get(event.name, []):
            listener(event)
