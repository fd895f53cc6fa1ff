from loopsafe import blocking

__public_name__ = "httpx2"

class HTTPTransport:
    @blocking(kind="network", instead="httpx2.AsyncHTTPTransport.handle_async_request")
    def handle_request(self, request): ...
