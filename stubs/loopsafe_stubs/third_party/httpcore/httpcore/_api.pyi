from contextlib import contextmanager

from loopsafe import blocking

__public_name__ = "httpcore"

@blocking(kind="network", instead="httpcore.AsyncConnectionPool.request")
def request(method, url, *, headers=..., content=..., extensions=...): ...
@contextmanager
@blocking(kind="network", instead="httpcore.AsyncConnectionPool.stream")
def stream(method, url, *, headers=..., content=..., extensions=...): ...
