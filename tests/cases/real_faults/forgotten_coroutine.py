"""Cases 17, 18: a button calls a coroutine as if it were a function."""

import asyncio
from loopsafe import callback

class Cover:
    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self.state = 0

    async def open(self) -> None:
        self.state = 1

    def toggle(self) -> None:
        self.open()

    @callback
    def on_button(self) -> None:
        self.open()  # E: [unscheduled-coroutine]

    @callback
    def on_key(self) -> None:
        asyncio.ensure_future(self.open())
