from loopsafe import blocking

__public_name__ = "urllib3"

class PoolManager:
    @blocking(kind="network")
    def urlopen(self, method, url, redirect=..., **kw): ...

class ProxyManager:
    @blocking(kind="network")
    def urlopen(self, method, url, redirect=..., **kw): ...
