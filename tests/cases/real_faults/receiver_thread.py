"""Cases 28, 31: a thread that receives messages puts them into a queue of the loop by itself."""

import asyncio
import threading

class Bridge:
    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self.queue: asyncio.Queue[bytes] = asyncio.Queue()
        self.connected = asyncio.Event()
        threading.Thread(target=self._receive, daemon=True).start()  # E: [callable-context]

    def _receive(self) -> None:
        while True:
            self.queue.put_nowait(b"")
