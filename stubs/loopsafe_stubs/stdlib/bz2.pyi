# Only opening is marked: a compressed stream may well live in memory. compress() and decompress()
# are like those of zlib: see there.

from loopsafe import blocking

@blocking(kind="disk")
def open(filename, mode="rb", compresslevel=9, encoding=None, errors=None, newline=None): ...

class BZ2File:
    @blocking(kind="disk")
    def __init__(self, filename, mode="r", *, compresslevel=9): ...
