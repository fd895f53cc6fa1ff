# Prompts are filled in memory.

__public_name__ = "langchain_core.prompts"

class BasePromptTemplate:
    def invoke(self, input, config=..., **kwargs): ...
