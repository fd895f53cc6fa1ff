from loopsafe import blocking

__public_name__ = "langchain_core.embeddings"

class Embeddings:
    @blocking(kind="network", instead="Embeddings.aembed_documents")
    def embed_documents(self, texts): ...
    @blocking(kind="network", instead="Embeddings.aembed_query")
    def embed_query(self, text): ...
