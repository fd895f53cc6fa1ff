from loopsafe import blocking

__public_name__ = "openai"

class Speech:
    @blocking(kind="network", instead="AsyncSpeech.create")
    def create(self, *args, **kwargs): ...
