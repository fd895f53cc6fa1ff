from collections.abc import Generator

from loopsafe import blocking

__public_name__ = "openai.lib.streaming.responses"

class ResponseStreamManager:
    @blocking(kind="network", instead="AsyncResponseStreamManager")
    def __enter__(self): ...

class ResponseStream:
    @blocking(kind="network")
    def __next__(self): ...
    @blocking(kind="network")
    def get_final_response(self): ...
    @blocking(kind="network")
    def until_done(self): ...
    @blocking(kind="network")
    def __iter__(self) -> Generator: ...
