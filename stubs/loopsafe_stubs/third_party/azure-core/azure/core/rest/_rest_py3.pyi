from collections.abc import Generator

from loopsafe import blocking

__public_name__ = "azure.core.rest"

class HttpResponse:
    @blocking(kind="network", instead="azure.core.rest.AsyncHttpResponse.read")
    def read(self): ...
    @blocking(kind="network")
    def iter_bytes(self, **kwargs) -> Generator: ...
    @blocking(kind="network")
    def iter_raw(self, **kwargs) -> Generator: ...
