"""Case 63: methods that a library calls in a thread of its own."""

import asyncio
import socketserver
import threading
import time

from loopsafe import callback


@callback
def fire() -> None: ...


class Protocol(asyncio.Protocol):
    def data_received(self, data: bytes) -> None:
        time.sleep(1)  # E: "time.sleep"  [blocking-call]

    def connection_lost(self, exc: Exception | None) -> None:
        fire()


class Worker(threading.Thread):
    def run(self) -> None:
        time.sleep(1)
        fire()  # E: "fire"  [loop-only-call]


class Handler(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        time.sleep(1)
        fire()  # E: "fire"  [loop-only-call]
