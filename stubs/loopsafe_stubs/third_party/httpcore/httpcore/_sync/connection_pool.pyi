from collections.abc import Generator

from loopsafe import blocking

__public_name__ = "httpcore"

class ConnectionPool:
    @blocking(kind="network", instead="httpcore.AsyncConnectionPool.handle_async_request")
    def handle_request(self, request): ...

class PoolByteStream:
    @blocking(kind="network")
    def __iter__(self) -> Generator: ...
