# server.method(...) is a _Method that is called.

from loopsafe import blocking

class MultiCall:
    @blocking(kind="network")
    def __call__(self): ...

class GzipDecodedResponse:
    # It decompresses what was received.
    def __init__(self, response): ...

class _Method:
    @blocking(kind="network")
    def __call__(self, *args): ...

class Transport:
    @blocking(kind="network")
    def request(self, host, handler, request_body, verbose=False): ...
    @blocking(kind="network")
    def single_request(self, host, handler, request_body, verbose=False): ...
    @blocking(kind="network")
    def send_request(self, host, handler, request_body, debug): ...
    @blocking(kind="network")
    def send_content(self, connection, request_body): ...
    @blocking(kind="network")
    def parse_response(self, response): ...
