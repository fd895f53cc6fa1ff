from openai._base_client import SyncAPIClient
from openai.resources.audio.audio import Audio
from openai.resources.batches import Batches
from openai.resources.beta.beta import Beta
from openai.resources.chat.chat import Chat
from openai.resources.completions import Completions
from openai.resources.conversations.conversations import Conversations
from openai.resources.embeddings import Embeddings
from openai.resources.files import Files
from openai.resources.fine_tuning.fine_tuning import FineTuning
from openai.resources.images import Images
from openai.resources.models import Models
from openai.resources.moderations import Moderations
from openai.resources.responses.responses import Responses
from openai.resources.uploads.uploads import Uploads
from openai.resources.vector_stores.vector_stores import VectorStores

__public_name__ = "openai"

class OpenAI(SyncAPIClient):
    completions: Completions
    chat: Chat
    embeddings: Embeddings
    files: Files
    images: Images
    audio: Audio
    moderations: Moderations
    models: Models
    fine_tuning: FineTuning
    vector_stores: VectorStores
    beta: Beta
    batches: Batches
    uploads: Uploads
    responses: Responses
    conversations: Conversations
    def with_options(self, *args, **kwargs) -> OpenAI: ...
    def copy(self, *args, **kwargs) -> OpenAI: ...
