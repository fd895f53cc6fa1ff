from openai.resources.chat.completions.completions import Completions

__public_name__ = "openai"

class Chat:
    completions: Completions
