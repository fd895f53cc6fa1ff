from urllib3._request_methods import RequestMethods

from loopsafe import blocking

__public_name__ = "urllib3"

class HTTPConnectionPool(RequestMethods):
    @blocking(kind="network")
    def urlopen(self, method, url, *args, **kwargs): ...
