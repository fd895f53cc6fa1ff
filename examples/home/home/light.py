"""The lamp as an entity: services that switch it, and a poll for what others do to it."""

import asyncio

from home.core import Home
from home.lamp import Lamp
from home.scenes import percent
from loopsafe import blocking, callback


class Light:
    """Keeps a lamp and its state in the home together."""

    def __init__(self, home: Home, lamp: Lamp, entity: str) -> None:
        """Stand for ``lamp`` under the name ``entity``."""
        self._home = home
        self._lamp = lamp
        self._entity = entity

    @callback
    def setup(self) -> None:
        """Offer the services."""
        self._home.services.register("light.turn_on", self.turn_on)
        self._home.services.register("light.turn_off", self.turn_off)

    async def turn_on(self, level: str) -> None:
        """Light the lamp. ``level`` is in percent."""
        await asyncio.to_thread(self._lamp.send, f"level {level}")
        self._publish()

    async def turn_off(self, _: str) -> None:
        """Put the lamp out."""
        await self.turn_on("0")

    @blocking(kind="network")
    def poll(self) -> None:
        """Ask the lamp for its level: it has a knob of its own."""
        try:
            self._lamp.send("level?")
        except OSError:
            notice = self._home.services.call("notify", f"{self._entity} does not answer")
            asyncio.run_coroutine_threadsafe(notice, self._home.loop).result()
        else:
            self._publish()

    def _publish(self) -> None:
        self._home.states.set(self._entity, percent(self._lamp.level))
