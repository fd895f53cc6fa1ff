from loopsafe import blocking

class BaseAdapter:
    @blocking(kind="network")
    def send(self, request, stream=..., timeout=..., verify=..., cert=..., proxies=...): ...

class HTTPAdapter:
    @blocking(kind="network")
    def send(self, request, stream=..., timeout=..., verify=..., cert=..., proxies=...): ...
