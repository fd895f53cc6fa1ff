# Of files only opening is marked: a compressed stream may well live in memory. compress() takes
# some milliseconds however small its input is, far more than zlib; decompress() is fast.

from typing import IO, overload

from loopsafe import blocking

# Given an open file object, these open nothing.
class LZMAFile:
    @overload
    def __init__(self, filename: IO, *args, **kwargs): ...
    @overload
    @blocking(kind="disk")
    def __init__(self, *args, **kwargs): ...

@overload
def open(filename: IO, *args, **kwargs): ...
@overload
@blocking(kind="disk")
def open(filename, *args, **kwargs): ...
@blocking(kind="cpu")
def compress(data, format=1, check=-1, preset=None, filters=None): ...
