from collections.abc import Generator

from langchain_core.runnables.base import Runnable

from loopsafe import blocking

__public_name__ = "langchain_core.language_models"

class BaseChatModel(Runnable):
    @blocking(kind="network", instead="BaseChatModel.ainvoke")
    def invoke(self, input, config=..., *, stop=..., **kwargs): ...
    @blocking(kind="network", instead="BaseChatModel.agenerate")
    def generate(self, messages, stop=..., *args, **kwargs): ...
    @blocking(kind="network", instead="BaseChatModel.agenerate_prompt")
    def generate_prompt(self, prompts, stop=..., callbacks=..., **kwargs): ...
    @blocking(kind="network", instead="BaseChatModel.astream")
    def stream(self, input, config=..., *, stop=..., **kwargs) -> Generator: ...
