# zipfile.Path, since Python 3.12.

from loopsafe import blocking

__public_name__ = "zipfile"

class CompleteDirs:
    @classmethod
    @blocking(kind="disk")
    def make(cls, source): ...

class Path:
    @blocking(kind="disk")
    def __init__(self, root, at=""): ...
