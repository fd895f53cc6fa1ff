from collections.abc import Generator

from loopsafe import blocking

__public_name__ = "azure.core.pipeline.transport"

class HttpTransport:
    @blocking(kind="network", instead="AsyncHttpTransport.send")
    def send(self, request, **kwargs): ...
    @blocking(kind="sleep", instead="AsyncHttpTransport.sleep")
    def sleep(self, duration): ...

class HttpResponse:
    @blocking(kind="network")
    def stream_download(self, pipeline, **kwargs) -> Generator: ...
