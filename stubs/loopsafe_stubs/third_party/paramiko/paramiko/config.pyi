# lookup() asks for an address only where the file says so.

from loopsafe import blocking

__public_name__ = "paramiko"

class SSHConfig:
    @classmethod
    @blocking(kind="disk")
    def from_path(cls, path): ...
