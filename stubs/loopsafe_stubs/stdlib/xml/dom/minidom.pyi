# A document is in memory: only parse() reads a file. It takes a path or a file object.

from loopsafe import blocking

@blocking(kind="disk")
def parse(file, parser=None, bufsize=None): ...
