from contextlib import contextmanager

from loopsafe import blocking

__public_name__ = "httpcore"

class RequestInterface:
    @blocking(kind="network", instead="httpcore.AsyncConnectionPool.request")
    def request(self, method, url, *, headers=..., content=..., extensions=...): ...
    @contextmanager
    @blocking(kind="network", instead="httpcore.AsyncConnectionPool.stream")
    def stream(self, method, url, *, headers=..., content=..., extensions=...): ...
