from anthropic._base_client import SyncAPIClient
from anthropic.resources.beta.beta import Beta
from anthropic.resources.files import Files
from anthropic.resources.messages.messages import Messages
from anthropic.resources.models import Models

__public_name__ = "anthropic"

class Anthropic(SyncAPIClient):
    messages: Messages
    models: Models
    files: Files
    beta: Beta
    def with_options(self, *args, **kwargs) -> Anthropic: ...
    def copy(self, *args, **kwargs) -> Anthropic: ...
