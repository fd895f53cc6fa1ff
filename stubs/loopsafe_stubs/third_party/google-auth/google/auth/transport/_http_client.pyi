from loopsafe import blocking

class Request:
    @blocking(kind="network")
    def __call__(self, url, method=..., body=..., headers=..., timeout=..., **kwargs): ...
