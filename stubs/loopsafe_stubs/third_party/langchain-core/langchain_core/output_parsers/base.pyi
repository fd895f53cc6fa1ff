# Parsers work in memory.

__public_name__ = "langchain_core.output_parsers"

class BaseGenerationOutputParser:
    def invoke(self, input, config=..., **kwargs): ...

class BaseOutputParser:
    def invoke(self, input, config=..., **kwargs): ...
