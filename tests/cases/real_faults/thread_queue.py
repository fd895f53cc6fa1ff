"""Case 63: a protocol waits for a queue of threads. put() waits in bounded ones only."""

import queue
import asyncio

class Writer(asyncio.Protocol):
    def __init__(self, out: "queue.Queue[bytes]") -> None:
        self.out = out

    def data_received(self, data: bytes) -> None:
        self.out.put(data)

    def connection_lost(self, exc: Exception | None) -> None:
        self.out.put_nowait(b"")
        self.out.join()  # E: [blocking-call]
