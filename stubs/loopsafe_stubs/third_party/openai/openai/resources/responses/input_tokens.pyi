from loopsafe import blocking

__public_name__ = "openai"

class InputTokens:
    @blocking(kind="network", instead="AsyncInputTokens.count")
    def count(self, *args, **kwargs): ...
