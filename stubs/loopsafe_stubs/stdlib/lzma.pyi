# Only opening is marked: a compressed stream may well live in memory. compress() and decompress()
# are like those of zlib: see there.

from loopsafe import blocking

class LZMAFile:
    @blocking(kind="disk")
    def __init__(self, *args, **kwargs): ...

@blocking(kind="disk")
def open(filename, *args, **kwargs): ...
