from loopsafe import blocking

__public_name__ = "anthropic"

class Models:
    @blocking(kind="network", instead="AsyncModels.list")
    def list(self, *args, **kwargs): ...
    @blocking(kind="network", instead="AsyncModels.retrieve")
    def retrieve(self, model_id, *args, **kwargs): ...
