from loopsafe import blocking

__public_name__ = "httpx"

class HTTPTransport:
    @blocking(kind="network", instead="httpx.AsyncHTTPTransport.handle_async_request")
    def handle_request(self, request): ...
