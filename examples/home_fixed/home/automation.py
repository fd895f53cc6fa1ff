"""Automations: what the house does by itself."""

import asyncio

from home.bus import Event
from home.core import Home
from home.lamp import Lamp
from home.scenes import welcome_level
from loopsafe import callback


class Automation:
    """Lights the hall for whoever comes in, and puts the light out at bedtime."""

    def __init__(self, home: Home, lamp: Lamp) -> None:
        """Look after ``lamp``."""
        self._home = home
        self._lamp = lamp

    @callback
    def setup(self) -> None:
        """Start to listen."""
        self._home.bus.listen("motion", self.on_motion)
        self._home.bus.listen("bedtime", self.on_bedtime)

    @callback
    def on_motion(self, event: Event) -> None:
        """Light the way. The event's value is the time of day."""
        self._home.start(self._light_up(event.value))

    async def _light_up(self, time_of_day: str) -> None:
        level = await asyncio.to_thread(welcome_level, self._lamp, time_of_day)
        await self._home.services.call("light.turn_on", str(level))

    @callback
    def on_bedtime(self, event: Event) -> None:
        """Put the light out, or say that nobody can."""
        self._home.start(self._put_out(event.source))

    async def _put_out(self, room: str) -> None:
        if not await self._home.services.call("light.turn_off"):
            notice = f"no light to put out in the {room}"
            await self._home.services.call("notify", notice)
