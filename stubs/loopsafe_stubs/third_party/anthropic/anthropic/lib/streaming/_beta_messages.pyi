from collections.abc import Generator

from loopsafe import blocking

__public_name__ = "anthropic"

class BetaMessageStreamManager:
    @blocking(kind="network", instead="BetaAsyncMessageStreamManager")
    def __enter__(self) -> BetaMessageStream: ...

class BetaMessageStream:
    @blocking(kind="network")
    def __next__(self): ...
    @blocking(kind="network")
    def get_final_message(self): ...
    @blocking(kind="network")
    def get_final_text(self): ...
    @blocking(kind="network")
    def until_done(self): ...
    @blocking(kind="network")
    def __iter__(self) -> Generator: ...
