"""A chime in the hall: optional, loaded by ``python -m home --chime``."""

import asyncio

from home.core import Home
from loopsafe import callback


class Chime:
    """Rings for as long as it is told."""

    def __init__(self, home: Home) -> None:
        """Hang the chime in ``home``."""
        self._home = home

    @callback
    async def ring(self, times: str) -> None:
        """Ring, with a pause after each stroke."""
        for _ in range(int(times)):
            self._home.states.set("chime.hall", "ringing")
            await asyncio.sleep(0.01)
            self._home.states.set("chime.hall", "silent")


@callback
def setup(home: Home) -> None:
    """Offer the service ``chime.ring``."""
    home.services.register("chime.ring", Chime(home).ring)
