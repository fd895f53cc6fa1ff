# close() closes the socket and does not wait.

from loopsafe import blocking

class HTTPConnection:
    @blocking(kind="network")
    def connect(self): ...
    @blocking(kind="network")
    def request(self, method, url, *args, **kwargs): ...
    @blocking(kind="network")
    def request_chunked(self, method, url, body=..., headers=...): ...
    @blocking(kind="network")
    def getresponse(self): ...

class HTTPSConnection:
    @blocking(kind="network")
    def connect(self): ...
