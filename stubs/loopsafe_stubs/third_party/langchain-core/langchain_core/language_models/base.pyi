from loopsafe import blocking

__public_name__ = "langchain_core.language_models"

class BaseLanguageModel(Runnable):
    @blocking(kind="network", instead="BaseLanguageModel.agenerate_prompt")
    def generate_prompt(self, prompts, stop=..., callbacks=..., **kwargs): ...
