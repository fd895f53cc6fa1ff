# Of files only opening is marked: a compressed stream may well live in memory. compress() takes a
# millisecond for 10 kB, far more than zlib; decompress() is fast.

from typing import IO, overload

from loopsafe import blocking

# Given an open file object, these open nothing.
@overload
def open(filename: IO, mode="rb", compresslevel=9, encoding=None, errors=None, newline=None): ...
@overload
@blocking(kind="disk")
def open(filename, mode="rb", compresslevel=9, encoding=None, errors=None, newline=None): ...

class BZ2File:
    @overload
    def __init__(self, filename: IO, mode="r", *, compresslevel=9): ...
    @overload
    @blocking(kind="disk")
    def __init__(self, filename, mode="r", *, compresslevel=9): ...

@blocking(kind="cpu")
def compress(data, compresslevel=9): ...
