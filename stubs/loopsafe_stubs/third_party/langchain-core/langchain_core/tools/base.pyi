# What a tool does is up to its function.

__public_name__ = "langchain_core.tools"

class BaseTool:
    def invoke(self, input, config=..., **kwargs): ...
    def run(self, tool_input, verbose=..., *args, **kwargs): ...
