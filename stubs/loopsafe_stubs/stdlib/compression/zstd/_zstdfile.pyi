# Only opening is marked: a compressed stream may well live in memory.

from loopsafe import blocking

__public_name__ = "compression.zstd"

class ZstdFile:
    @blocking(kind="disk")
    def __init__(self, file, /, mode="r", *, level=None, options=None, zstd_dict=None): ...

@blocking(kind="disk")
def open(file, /, *args, **kwargs): ...
