# Only opening is marked: a compressed stream may well live in memory.

from typing import IO, overload

from loopsafe import blocking

__public_name__ = "compression.zstd"

# Given an open file object, these open nothing.
class ZstdFile:
    @overload
    def __init__(self, file: IO, /, mode="r", *, level=None, options=None, zstd_dict=None): ...
    @overload
    @blocking(kind="disk")
    def __init__(self, file, /, mode="r", *, level=None, options=None, zstd_dict=None): ...

@overload
def open(file: IO, /, *args, **kwargs): ...
@overload
@blocking(kind="disk")
def open(file, /, *args, **kwargs): ...
