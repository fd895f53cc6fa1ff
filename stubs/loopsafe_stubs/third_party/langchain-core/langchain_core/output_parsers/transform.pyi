__public_name__ = "langchain_core.output_parsers"

class BaseTransformOutputParser:
    def transform(self, input, config=..., **kwargs): ...
