from loopsafe import blocking

@blocking(kind="other")
def run_simple(hostname, port, application, *args, **kwargs): ...
@blocking(kind="network")
def make_server(host, port, app, *args, **kwargs): ...

class BaseWSGIServer:
    @blocking(kind="network")
    def serve_forever(self, poll_interval=...): ...
