"""Cases 5, 40: certificates are read from disk where a client is made, two calls below a coroutine."""

import ssl
import asyncio

class Client:
    def __init__(self, host: str, cafile: str) -> None:
        self.host = host
        self.context = self._context(cafile)

    def _context(self, cafile: str) -> ssl.SSLContext:
        context = ssl.create_default_context()
        context.load_verify_locations(cafile=cafile)
        return context

async def connect(host: str) -> None:
    client = Client(host, "ca.pem")  # E: [blocking-call]
    await asyncio.open_connection(client.host, 443, ssl=client.context)
