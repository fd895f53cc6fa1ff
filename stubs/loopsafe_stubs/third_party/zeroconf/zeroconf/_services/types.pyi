from loopsafe import blocking

__public_name__ = "zeroconf"

class ZeroconfServiceTypes:
    @classmethod
    @blocking(kind="sleep", instead="zeroconf.asyncio.AsyncZeroconfServiceTypes.async_find")
    def find(cls, zc=..., timeout=..., interfaces=..., ip_version=...): ...
