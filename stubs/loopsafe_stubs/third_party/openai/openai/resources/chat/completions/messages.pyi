from loopsafe import blocking

__public_name__ = "openai"

class Messages:
    @blocking(kind="network", instead="AsyncMessages.list")
    def list(self, completion_id, *args, **kwargs): ...
