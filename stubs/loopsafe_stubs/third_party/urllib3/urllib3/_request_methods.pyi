# RequestMethods is the base of PoolManager and of the connection pools.

from urllib3.response import BaseHTTPResponse

from loopsafe import blocking

__public_name__ = "urllib3"

class RequestMethods:
    @blocking(kind="network")
    def request(self, method, url, *args, **kwargs) -> BaseHTTPResponse: ...
    @blocking(kind="network")
    def request_encode_url(self, method, url, fields=..., headers=..., **urlopen_kw): ...
    @blocking(kind="network")
    def request_encode_body(self, method, url, *args, **kwargs): ...
    @blocking(kind="network")
    def urlopen(self, method, url, *args, **kwargs) -> BaseHTTPResponse: ...
