"""Case 63: a protocol asks the name service; the name of this machine is known without."""

import asyncio
import socket

class Discovery(asyncio.DatagramProtocol):
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.name = socket.gethostname()
        self.address = socket.gethostbyname(self.name)  # E: [blocking-call]

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        self._resolve(addr[0])  # E: [blocking-call]

    def _resolve(self, host: str) -> str:
        return socket.gethostbyaddr(host)[0]
