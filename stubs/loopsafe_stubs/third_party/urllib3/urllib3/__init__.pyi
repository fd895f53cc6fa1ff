from urllib3.response import BaseHTTPResponse

from loopsafe import blocking

@blocking(kind="network")
def request(method, url, *args, **kwargs) -> BaseHTTPResponse: ...
