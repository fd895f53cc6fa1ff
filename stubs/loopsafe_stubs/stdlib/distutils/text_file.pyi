# Reads a file. Without a file object it opens one.

from loopsafe import blocking

class TextFile:
    @blocking(kind="disk")
    def open(self, filename): ...
    @blocking(kind="disk")
    def readline(self): ...
    @blocking(kind="disk")
    def readlines(self): ...
