from loopsafe import blocking

__public_name__ = "openai"

class Steps:
    @blocking(kind="network", instead="AsyncSteps.list")
    def list(self, run_id, *args, **kwargs): ...
    @blocking(kind="network", instead="AsyncSteps.retrieve")
    def retrieve(self, step_id, *args, **kwargs): ...
