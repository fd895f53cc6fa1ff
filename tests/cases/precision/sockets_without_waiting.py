"""Cases 45, 64: sockets and descriptors in non-blocking mode never wait."""

import asyncio
import os
import socket

from loopsafe import callback


@callback
def local() -> None:
    made = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    made.setblocking(False)
    made.connect(("10.0.0.1", 1))
    made.send(b"")
    other = socket.socket()
    other.send(b"")  # E: "socket.socket.send"  [blocking-call]


@callback
def watch(peer: socket.socket, other: socket.socket, loop: asyncio.AbstractEventLoop) -> None:
    def readable() -> None:
        peer.recv(1)

    def other_readable() -> None:
        other.recv(1)

    loop.add_reader(peer, readable)
    loop.add_reader(other, other_readable)  # E: [callable-context]
    peer.setblocking(False)


@callback
def too_late(peer: socket.socket) -> None:
    peer.connect(("10.0.0.1", 1))  # E: "socket.socket.connect"  [blocking-call]
    peer.settimeout(0.0)
    peer.recv(1)


@callback
def blocking_after_all(peer: socket.socket) -> None:
    peer.setblocking(True)
    peer.settimeout(3)
    peer.recv(1)  # E: "socket.socket.recv"  [blocking-call]


class Endpoint:
    def __init__(self, peer: socket.socket, wake: socket.socket, plain: socket.socket) -> None:
        self._peer = peer
        self._peer.setblocking(False)
        wake.setblocking(False)
        self._wake = wake
        self._plain = plain

    @callback
    def readable(self) -> bytes:
        self._wake.recv(1)
        self._plain.recv(1)  # E: "socket.socket.recv"  [blocking-call]
        return self._peer.recv(4096)

    @callback
    def forward(self, other: "Plain") -> bytes:
        return other._peer.recv(1)  # E: "socket.socket.recv"  [blocking-call]

    def _accept(self) -> None:
        self._peer.accept()

    @callback
    def acceptable(self) -> None:
        self._accept()


class Plain:
    _peer: socket.socket


class Below(Endpoint):
    @callback
    def writable(self) -> None:
        self._peer.send(b"")


@callback
def descriptor(read: int, write: int) -> None:
    os.set_blocking(read, False)
    os.read(read, 1)
    os.write(write, b"")  # E: "os.write"  [blocking-call]
