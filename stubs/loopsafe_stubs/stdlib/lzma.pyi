# Of files only opening is marked: a compressed stream may well live in memory. compress() takes
# some milliseconds however small its input is, far more than zlib; decompress() is fast.

from loopsafe import blocking

class LZMAFile:
    @blocking(kind="disk")
    def __init__(self, *args, **kwargs): ...

@blocking(kind="disk")
def open(filename, *args, **kwargs): ...
@blocking(kind="cpu")
def compress(data, format=1, check=-1, preset=None, filters=None): ...
