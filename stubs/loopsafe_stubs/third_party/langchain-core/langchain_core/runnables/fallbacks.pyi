from collections.abc import Generator

from loopsafe import blocking

__public_name__ = "langchain_core.runnables"

class RunnableWithFallbacks:
    @blocking(kind="network", instead="RunnableWithFallbacks.ainvoke")
    def invoke(self, input, config=..., **kwargs): ...
    @blocking(kind="network", instead="RunnableWithFallbacks.abatch")
    def batch(self, inputs, config=..., *, return_exceptions=..., **kwargs): ...
    @blocking(kind="network", instead="RunnableWithFallbacks.astream")
    def stream(self, input, config=..., **kwargs) -> Generator: ...
