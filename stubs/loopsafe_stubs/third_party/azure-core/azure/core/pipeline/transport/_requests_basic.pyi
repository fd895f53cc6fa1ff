from collections.abc import Generator

from loopsafe import blocking

__public_name__ = "azure.core.pipeline.transport"

class RequestsTransport:
    @blocking(kind="network", instead="azure.core.pipeline.transport.AioHttpTransport.send")
    def send(self, request, *, proxies=..., **kwargs): ...

class RequestsTransportResponse:
    @blocking(kind="network")
    def stream_download(self, pipeline, **kwargs) -> Generator: ...

class StreamDownloadGenerator:
    @blocking(kind="network")
    def __next__(self): ...
