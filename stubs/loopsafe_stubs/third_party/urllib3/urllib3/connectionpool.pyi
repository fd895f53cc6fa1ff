from loopsafe import blocking

__public_name__ = "urllib3"

class HTTPConnectionPool:
    @blocking(kind="network")
    def urlopen(self, method, url, *args, **kwargs): ...
