from loopsafe import blocking


class Session:
    @blocking(kind="network")
    def __enter__(self): ...
    @blocking(kind="network")
    def read(self): ...
