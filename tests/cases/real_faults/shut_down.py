"""Case 45: a sync close() joins a thread, and is called by the asynchronous one."""

import asyncio
import threading

class Server:
    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._stopped = asyncio.Event()
        self._thread = threading.Thread(target=self._loop.run_forever)

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._stopped.set)
        self._thread.join()

    async def aclose(self) -> None:
        self.close()  # E: [blocking-call]

    async def good_close(self) -> None:
        await asyncio.to_thread(self.close)
