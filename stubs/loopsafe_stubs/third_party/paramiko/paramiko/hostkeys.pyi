from loopsafe import blocking

__public_name__ = "paramiko"

class HostKeys:
    @blocking(kind="disk")
    def load(self, filename): ...
    @blocking(kind="disk")
    def save(self, filename): ...
