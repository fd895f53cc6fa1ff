from collections.abc import Generator

from loopsafe import blocking

__public_name__ = "requests"

class Response:
    @blocking(kind="network")
    def __iter__(self) -> Generator: ...
    @blocking(kind="network")
    def iter_content(self, chunk_size=..., decode_unicode=...) -> Generator: ...
    @blocking(kind="network")
    def iter_lines(self, chunk_size=..., decode_unicode=..., delimiter=...) -> Generator: ...
