from loopsafe import blocking

__public_name__ = "paramiko"

class PKey:
    @staticmethod
    @blocking(kind="disk")
    def from_path(path, password=...): ...
    @classmethod
    @blocking(kind="disk")
    def from_private_key_file(cls, filename, password=...): ...
    @blocking(kind="disk")
    def write_private_key_file(self, filename, password=..., file_format=...): ...
