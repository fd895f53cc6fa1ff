from collections.abc import Iterator

from loopsafe import blocking

__public_name__ = "httpcore"

class ConnectionPool:
    @blocking(kind="network", instead="httpcore.AsyncConnectionPool.handle_async_request")
    def handle_request(self, request): ...

class PoolByteStream:
    @blocking(kind="network")
    def __iter__(self) -> Iterator: ...
