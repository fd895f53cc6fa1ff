from collections.abc import Generator

from loopsafe import blocking

class ItemPaged:
    @blocking(kind="network", instead="azure.core.async_paging.AsyncItemPaged")
    def __next__(self): ...
    @blocking(kind="network", instead="azure.core.async_paging.AsyncItemPaged")
    def __iter__(self) -> Generator: ...
    @blocking(kind="network", instead="azure.core.async_paging.AsyncItemPaged")
    def by_page(self, continuation_token=...) -> Generator: ...

class PageIterator:
    @blocking(kind="network")
    def __next__(self): ...
    @blocking(kind="network")
    def __iter__(self) -> Generator: ...
