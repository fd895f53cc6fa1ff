from loopsafe import blocking

__public_name__ = "docker"

class APIClient:
    @blocking(kind="network")
    def __init__(self, base_url=..., version=..., *args, **kwargs): ...
