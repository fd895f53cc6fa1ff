from collections.abc import Generator

from loopsafe import blocking

__public_name__ = "langchain_core.language_models"

class BaseLLM:
    @blocking(kind="network", instead="BaseLLM.ainvoke")
    def invoke(self, input, config=..., *, stop=..., **kwargs): ...
    @blocking(kind="network", instead="BaseLLM.abatch")
    def batch(self, inputs, config=..., *, return_exceptions=..., **kwargs): ...
    @blocking(kind="network", instead="BaseLLM.agenerate")
    def generate(self, prompts, stop=..., *args, **kwargs): ...
    @blocking(kind="network", instead="BaseLLM.agenerate_prompt")
    def generate_prompt(self, prompts, stop=..., callbacks=..., **kwargs): ...
    @blocking(kind="network", instead="BaseLLM.astream")
    def stream(self, input, config=..., *, stop=..., **kwargs) -> Generator: ...
