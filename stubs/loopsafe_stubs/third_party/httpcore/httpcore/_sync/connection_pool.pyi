from collections.abc import Generator

from httpcore._sync.interfaces import RequestInterface

from loopsafe import blocking

__public_name__ = "httpcore"

class ConnectionPool(RequestInterface):
    @blocking(kind="network", instead="httpcore.AsyncConnectionPool.handle_async_request")
    def handle_request(self, request): ...

class PoolByteStream:
    @blocking(kind="network")
    def __iter__(self) -> Generator: ...
