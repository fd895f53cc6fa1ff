# With a header in memory nothing is read.

from typing import IO, overload

from loopsafe import blocking

@overload
def what(file, h): ...
@overload
def what(file: IO, h=None): ...
@overload
@blocking(kind="disk")
def what(file, h=None): ...
