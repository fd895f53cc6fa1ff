# Only opening is marked: a compressed stream may well live in memory. compress() and decompress()
# are like those of zlib: see there.

from typing import IO, Literal, overload

from loopsafe import blocking

@overload
def open(filename: IO, mode="rb", compresslevel=9, encoding=None, errors=None, newline=None): ...
@overload
@blocking(kind="disk")
def open(filename, mode="rb", compresslevel=9, encoding=None, errors=None, newline=None): ...

class GzipFile:
    # Given an open file object, it opens nothing.
    @overload
    def __init__(
        self, filename: Literal[None] = None, mode=None, compresslevel=9, *, fileobj, mtime=None
    ): ...
    @overload
    @blocking(kind="disk")
    def __init__(self, filename=None, mode=None, compresslevel=9, fileobj=None, mtime=None): ...
