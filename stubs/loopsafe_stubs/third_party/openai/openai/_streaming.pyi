from collections.abc import Generator

from loopsafe import blocking

__public_name__ = "openai"

class Stream:
    @blocking(kind="network", instead="openai.AsyncStream")
    def __next__(self): ...
    @blocking(kind="network", instead="openai.AsyncStream")
    def __iter__(self) -> Generator: ...
