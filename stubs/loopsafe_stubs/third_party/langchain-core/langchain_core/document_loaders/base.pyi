from collections.abc import Generator

from loopsafe import blocking

__public_name__ = "langchain_core.document_loaders"

class BaseLoader:
    @blocking(kind="disk", instead="BaseLoader.aload")
    def load(self): ...
    @blocking(kind="disk")
    def load_and_split(self, text_splitter=...): ...
    @blocking(kind="disk", instead="BaseLoader.alazy_load")
    def lazy_load(self) -> Generator: ...
