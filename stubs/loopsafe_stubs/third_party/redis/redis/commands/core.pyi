from loopsafe import blocking

__public_name__ = "redis"

class Script:
    @blocking(kind="network")
    def __call__(self, keys=..., args=..., client=...): ...
