"""A simulated lamp, so that the program needs no hardware."""

import contextlib
import socket
import threading
from collections.abc import Iterator

from home.lamp import Lamp
from loopsafe import blocking


@contextlib.contextmanager
def simulated_lamp() -> Iterator[tuple[str, int]]:
    """Run a lamp on a free loopback port. The block is given its address."""
    server = socket.create_server(("127.0.0.1", 0))
    address: tuple[str, int] = server.getsockname()
    thread = threading.Thread(target=serve, args=(server,), name="simulated lamp")
    thread.start()
    try:
        yield address
    finally:
        with contextlib.suppress(OSError):
            Lamp(address).send("unplug")
        thread.join()


@blocking(kind="network")
def serve(server: socket.socket) -> None:
    """Be a lamp until somebody pulls the plug."""
    level = 0
    while server.fileno() != -1:
        connection, _ = server.accept()
        with connection:
            match connection.recv(64).split():
                case [b"level", number]:
                    level = int(number)
                case [b"unplug"]:
                    server.close()
            connection.sendall(str(level).encode())
