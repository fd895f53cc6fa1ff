"""The home itself: its parts, its event loop, and the work in progress."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from home.bus import EventBus
from home.services import ServiceRegistry
from home.states import StateMachine
from loopsafe import OnLoop, callback


class Home:
    """What every integration is given."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Set up an empty home that lives on ``loop``."""
        self.loop = loop
        self.bus = EventBus()
        self.states = StateMachine(self.bus)
        self.services = ServiceRegistry()
        self._tasks: set[asyncio.Task[object]] = set()

    @callback
    def start(self, work: Coroutine[Any, Any, object]) -> None:
        """Let a coroutine run on its own, and remember it until it is done."""
        task = self.loop.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def finish(self) -> None:
        """Wait until everything that was started is done."""
        while self._tasks:
            await asyncio.gather(*self._tasks)


Setup = OnLoop[Callable[[Home], None]]
"""How an optional integration joins: called once, on the event loop."""
