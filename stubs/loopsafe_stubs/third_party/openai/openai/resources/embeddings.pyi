from loopsafe import blocking

__public_name__ = "openai"

class Embeddings:
    @blocking(kind="network", instead="AsyncEmbeddings.create")
    def create(self, *args, **kwargs): ...
