# A document is in memory: only parse() reads a file. It takes a path or a file object.

from typing import IO, overload

from loopsafe import blocking

@overload
def parse(file: IO, parser=None, bufsize=None): ...
@overload
@blocking(kind="disk")
def parse(file, parser=None, bufsize=None): ...
