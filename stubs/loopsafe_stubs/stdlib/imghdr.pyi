# With a header in memory nothing is read.

from typing import overload

from loopsafe import blocking

@overload
def what(file, h): ...
@overload
@blocking(kind="disk")
def what(file, h=None): ...
