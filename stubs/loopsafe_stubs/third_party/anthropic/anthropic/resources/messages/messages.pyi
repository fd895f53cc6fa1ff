from anthropic.lib.streaming._messages import MessageStreamManager
from anthropic.resources.messages.batches import Batches

from loopsafe import blocking

__public_name__ = "anthropic"

class Messages:
    batches: Batches
    @blocking(kind="network", instead="AsyncMessages.count_tokens")
    def count_tokens(self, *args, **kwargs): ...
    @blocking(kind="network", instead="AsyncMessages.create")
    def create(self, *args, **kwargs): ...
    @blocking(kind="network", instead="AsyncMessages.parse")
    def parse(self, *args, **kwargs): ...
    def stream(self, *args, **kwargs) -> MessageStreamManager: ...
