"""Case 24: a scheduler hands coroutine functions to what calls plain ones; nothing ever runs."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

class Poller:
    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self.pool = ThreadPoolExecutor()

    async def task(self) -> None: ...

    def start(self) -> None:
        self.loop.call_soon_threadsafe(self.task)  # E: [unscheduled-coroutine]
        self.loop.run_in_executor(self.pool, self.task)  # E: [unscheduled-coroutine]
        self.pool.submit(self.task)  # E: [unscheduled-coroutine]
        self.loop.call_soon_threadsafe(lambda: self.loop.create_task(self.task()))
