from loopsafe import blocking

__public_name__ = "openai"

class InputItems:
    @blocking(kind="network", instead="AsyncInputItems.list")
    def list(self, response_id, *args, **kwargs): ...
