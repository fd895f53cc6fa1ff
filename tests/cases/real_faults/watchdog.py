"""Case 37: a timer thread calls what belongs to the loop."""

import threading
import asyncio
from loopsafe import callback

class Watchdog:
    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self.timer = threading.Timer(5.0, self.expired)  # E: [callable-context]

    @callback
    def expired(self) -> None:
        self.loop.create_task(self.restart())

    async def restart(self) -> None:
        self.timer.cancel()
        self.timer.join()  # E: [blocking-call]
