from collections.abc import Generator

from loopsafe import blocking

class PageIterator:
    @blocking(kind="network")
    def build_full_result(self): ...
    @blocking(kind="network")
    def __iter__(self) -> Generator: ...
    @blocking(kind="network")
    def search(self, expression) -> Generator: ...

class ResultKeyIterator:
    @blocking(kind="network")
    def __iter__(self) -> Generator: ...
