from openai._client import OpenAI

__public_name__ = "openai"

class AzureOpenAI(OpenAI): ...
