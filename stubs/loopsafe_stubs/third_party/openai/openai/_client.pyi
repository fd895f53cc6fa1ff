# Where the resources of a client are, for programs that mypy checks without the library.

from openai._base_client import SyncAPIClient
from openai.resources.chat.chat import Chat
from openai.resources.completions import Completions
from openai.resources.embeddings import Embeddings
from openai.resources.files import Files
from openai.resources.images import Images
from openai.resources.models import Models
from openai.resources.moderations import Moderations
from openai.resources.responses.responses import Responses

__public_name__ = "openai"

class OpenAI(SyncAPIClient):
    chat: Chat
    completions: Completions
    embeddings: Embeddings
    files: Files
    images: Images
    models: Models
    moderations: Moderations
    responses: Responses
