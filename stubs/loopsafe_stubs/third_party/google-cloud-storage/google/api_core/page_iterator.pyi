from collections.abc import Generator

from loopsafe import blocking

class Iterator:
    @blocking(kind="network")
    def __next__(self): ...
    @blocking(kind="network")
    def __iter__(self) -> Generator: ...
