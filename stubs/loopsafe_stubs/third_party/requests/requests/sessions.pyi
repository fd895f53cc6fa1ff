# Without stream=True a response has its content already, so Response.content, text and json() are
# harmless. close() lets go of pooled connections and does not wait.

from collections.abc import Generator

from requests.models import Response

from loopsafe import blocking

__public_name__ = "requests"

class Session:
    @blocking(kind="network")
    def request(self, method, url, *args, **kwargs) -> Response: ...
    @blocking(kind="network")
    def get(self, url, *args, **kwargs) -> Response: ...
    @blocking(kind="network")
    def options(self, url, *args, **kwargs) -> Response: ...
    @blocking(kind="network")
    def head(self, url, *args, **kwargs) -> Response: ...
    @blocking(kind="network")
    def post(self, url, data=..., *args, **kwargs) -> Response: ...
    @blocking(kind="network")
    def put(self, url, data=..., *args, **kwargs) -> Response: ...
    @blocking(kind="network")
    def patch(self, url, data=..., *args, **kwargs) -> Response: ...
    @blocking(kind="network")
    def delete(self, url, *args, **kwargs) -> Response: ...
    @blocking(kind="network")
    def send(self, request, *args, **kwargs) -> Response: ...

class SessionRedirectMixin:
    @blocking(kind="network")
    def resolve_redirects(self, resp, req, *args, **kwargs) -> Generator: ...
