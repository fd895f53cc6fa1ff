from urllib3._request_methods import RequestMethods
from urllib3.response import BaseHTTPResponse

from loopsafe import blocking

__public_name__ = "urllib3"

class PoolManager(RequestMethods):
    @blocking(kind="network")
    def urlopen(self, method, url, redirect=..., **kw) -> BaseHTTPResponse: ...

class ProxyManager(PoolManager):
    @blocking(kind="network")
    def urlopen(self, method, url, redirect=..., **kw) -> BaseHTTPResponse: ...
