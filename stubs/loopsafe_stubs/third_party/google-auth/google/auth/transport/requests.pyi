from loopsafe import blocking

class Request:
    @blocking(kind="network")
    def __call__(self, url, method=..., body=..., headers=..., timeout=..., **kwargs): ...

class AuthorizedSession:
    @blocking(kind="network")
    def request(self, method, url, *args, **kwargs): ...
    @blocking(kind="disk")
    def configure_mtls_channel(self, client_cert_callback=...): ...
