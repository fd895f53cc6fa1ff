# For those who override them: servers and handlers work in threads that wait. Constructing a server
# binds a socket, which does not.

import sys

from loopsafe import blocking

class BaseServer:
    @blocking(kind="network")
    def handle_request(self): ...
    @blocking(kind="network", instead="asyncio.start_server")
    def serve_forever(self, poll_interval=0.5): ...
    # It waits until serve_forever() has returned.
    @blocking(kind="lock")
    def shutdown(self): ...
    @blocking(kind="network")
    def finish_request(self, request, client_address): ...
    @blocking(kind="network")
    def get_request(self): ...
    @blocking(kind="network")
    def process_request(self, request, client_address): ...

class TCPServer:
    @blocking(kind="network")
    def get_request(self): ...

class UDPServer:
    @blocking(kind="network")
    def get_request(self): ...

if sys.platform != "win32":
    class ForkingMixIn:
        @blocking(kind="subprocess")
        def process_request(self, request, client_address): ...
        @blocking(kind="subprocess")
        def server_close(self): ...

class ThreadingMixIn:
    @blocking(kind="network")
    def process_request_thread(self, request, client_address): ...
    # It joins the threads that are still at work.
    @blocking(kind="lock")
    def server_close(self): ...

class BaseRequestHandler:
    # The constructor handles the whole request.
    @blocking(kind="network")
    def __init__(self, request, client_address, server): ...
    @blocking(kind="network")
    def setup(self): ...
    @blocking(kind="network")
    def handle(self): ...
    @blocking(kind="network")
    def finish(self): ...
