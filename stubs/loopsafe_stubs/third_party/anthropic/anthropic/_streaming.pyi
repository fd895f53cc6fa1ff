from collections.abc import Generator

from loopsafe import blocking

__public_name__ = "anthropic"

class Stream:
    @blocking(kind="network", instead="anthropic.AsyncStream")
    def __next__(self): ...
    @blocking(kind="network", instead="anthropic.AsyncStream")
    def __iter__(self) -> Generator: ...
