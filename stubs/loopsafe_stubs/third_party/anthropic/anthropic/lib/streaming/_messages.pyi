from collections.abc import Generator

from loopsafe import blocking

__public_name__ = "anthropic"

class MessageStreamManager:
    @blocking(kind="network", instead="anthropic.AsyncMessageStreamManager")
    def __enter__(self) -> MessageStream: ...

class MessageStream:
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
