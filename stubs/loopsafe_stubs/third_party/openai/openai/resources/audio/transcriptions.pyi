from loopsafe import blocking

__public_name__ = "openai"

class Transcriptions:
    @blocking(kind="network", instead="AsyncTranscriptions.create")
    def create(self, *args, **kwargs): ...
