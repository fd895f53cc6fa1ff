# Servers work in threads that wait: see socketserver.

from collections.abc import Callable

from loopsafe import InWorker, blocking

class DocXMLRPCRequestHandler:
    @blocking(kind="network")
    def do_GET(self): ...

class SimpleXMLRPCRequestHandler:
    @blocking(kind="network")
    def do_POST(self): ...
    @blocking(kind="network")
    def report_404(self): ...

class CGIXMLRPCRequestHandler:
    @blocking(kind="console")
    def handle_request(self, request_text=None): ...
    @blocking(kind="console")
    def handle_xmlrpc(self, request_text): ...
    @blocking(kind="console")
    def handle_get(self): ...

class SimpleXMLRPCDispatcher:
    def register_function(
        self, function: InWorker[Callable[..., object] | None] = None, name=None
    ): ...
