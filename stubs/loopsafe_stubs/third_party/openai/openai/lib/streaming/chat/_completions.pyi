from collections.abc import Generator

from loopsafe import blocking

__public_name__ = "openai.lib.streaming.chat"

class ChatCompletionStreamManager:
    @blocking(kind="network", instead="AsyncChatCompletionStreamManager")
    def __enter__(self): ...

class ChatCompletionStream:
    @blocking(kind="network")
    def __next__(self): ...
    @blocking(kind="network")
    def get_final_completion(self): ...
    @blocking(kind="network")
    def until_done(self): ...
    @blocking(kind="network")
    def __iter__(self) -> Generator: ...
