from loopsafe import blocking

__public_name__ = "zeroconf"

class ServiceBrowser:
    @blocking(kind="lock", instead="zeroconf.asyncio.AsyncServiceBrowser")
    def cancel(self): ...
    @blocking(kind="lock", instead="zeroconf.asyncio.AsyncServiceBrowser")
    def __exit__(self, arg1, arg2, arg3): ...
