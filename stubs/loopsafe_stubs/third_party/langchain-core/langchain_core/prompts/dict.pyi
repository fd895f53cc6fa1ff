__public_name__ = "langchain_core.prompts"

class DictPromptTemplate:
    def invoke(self, input, config=..., **kwargs): ...
