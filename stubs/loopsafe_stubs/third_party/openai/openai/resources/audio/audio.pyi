from openai.resources.audio.speech import Speech
from openai.resources.audio.transcriptions import Transcriptions
from openai.resources.audio.translations import Translations

__public_name__ = "openai"

class Audio:
    speech: Speech
    transcriptions: Transcriptions
    translations: Translations
