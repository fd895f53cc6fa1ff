from loopsafe import blocking

__public_name__ = "zeroconf"

class ServiceInfo:
    @blocking(kind="network", instead="zeroconf.asyncio.AsyncServiceInfo.async_request")
    def request(self, zc, timeout, question_type=..., addr=..., port=...): ...
