# parse() reads a file. It takes a path, an address or a file object.

from typing import IO, overload

from loopsafe import blocking

@overload
def parse(source: IO, handler, errorHandler=...): ...
@overload
@blocking(kind="disk")
def parse(source, handler, errorHandler=...): ...
