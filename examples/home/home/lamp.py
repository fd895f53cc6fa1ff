"""A lamp on the network: the client that its maker would ship. It knows nothing of the home."""

import socket
import threading
import time

from loopsafe import blocking

FADE = 0.05
"""Seconds that the lamp takes to reach a new level; it takes no command meanwhile."""


class Lamp:
    """One lamp, reached over TCP: a line with a command, answered by the level in percent."""

    def __init__(self, address: tuple[str, int]) -> None:
        """Remember where the lamp is. Nothing is sent yet."""
        self.level = 0
        self._address = address
        self._idle_at = 0.0
        self._lock = threading.Lock()

    @blocking(kind="network")
    def send(self, command: str) -> None:
        """Send one command and keep the level that the lamp answers with."""
        with self._lock:
            self.settle()
            with socket.create_connection(self._address, timeout=2) as connection:
                connection.sendall(f"{command}\n".encode())
                self.level = int(connection.recv(16))
            self._idle_at = time.monotonic() + FADE

    def settle(self) -> None:
        """Let the lamp reach the level that it was told."""
        remaining = self._idle_at - time.monotonic()
        if remaining > 0:
            time.sleep(remaining)
