from loopsafe import blocking

__public_name__ = "httpcore"

class SyncBackend:
    @blocking(kind="network", instead="httpcore.AsyncConnectionPool")
    def connect_tcp(self, host, port, timeout=..., local_address=..., socket_options=...): ...
    @blocking(kind="network", instead="httpcore.AsyncConnectionPool")
    def connect_unix_socket(self, path, timeout=..., socket_options=...): ...

class SyncStream:
    @blocking(kind="network")
    def read(self, max_bytes, timeout=...): ...
    @blocking(kind="network")
    def write(self, buffer, timeout=...): ...
    @blocking(kind="network")
    def start_tls(self, ssl_context, server_hostname=..., timeout=...): ...
