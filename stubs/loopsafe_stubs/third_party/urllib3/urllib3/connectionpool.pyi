from urllib3._request_methods import RequestMethods
from urllib3.response import BaseHTTPResponse

from loopsafe import blocking

__public_name__ = "urllib3"

class HTTPConnectionPool(RequestMethods):
    @blocking(kind="network")
    def urlopen(self, method, url, *args, **kwargs) -> BaseHTTPResponse: ...

class HTTPSConnectionPool(HTTPConnectionPool): ...
