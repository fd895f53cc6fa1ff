# parse() reads a file. It takes a path, an address or a file object.

from loopsafe import blocking

@blocking(kind="disk")
def parse(source, handler, errorHandler=...): ...
