from loopsafe import blocking

__public_name__ = "openai"

class Completions:
    @blocking(kind="network", instead="AsyncCompletions.create")
    def create(self, *args, **kwargs): ...
