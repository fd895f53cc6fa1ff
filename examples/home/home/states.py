"""The state machine: what every entity in the house is like right now."""

from home.bus import Event, EventBus
from loopsafe import callback, thread_safe


class StateMachine:
    """Keeps one value for each entity and fires ``state_changed`` when it becomes another."""

    def __init__(self, bus: EventBus) -> None:
        """Start with nothing known."""
        self._bus = bus
        self._values: dict[str, str] = {}

    @thread_safe
    def get(self, entity: str) -> str:
        """Return an entity's value, or ``unknown``."""
        return self._values.get(entity, "unknown")

    @callback
    def set(self, entity: str, value: str) -> None:
        """Give an entity its value. Listeners have been told when this returns."""
        if self._values.get(entity) == value:
            return
        self._values[entity] = value
        self._bus.fire(Event("state_changed", entity, value))
