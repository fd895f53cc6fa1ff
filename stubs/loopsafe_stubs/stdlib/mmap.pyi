# Reading and writing the mapped memory may page in from disk; so may any memory.

import sys
from typing import Literal, overload

from loopsafe import blocking

class mmap:
    # Without a file (-1) it is memory and nothing else.
    if sys.platform == "win32":
        @overload
        def __new__(cls, fileno: Literal[-1], length, tagname=None, access=0, offset=0): ...
        @overload
        @blocking(kind="disk")
        def __new__(cls, fileno, length, tagname=None, access=0, offset=0): ...
    else:
        @overload
        def __new__(cls, fileno: Literal[-1], length, flags=..., prot=..., access=0, offset=0): ...
        @overload
        @blocking(kind="disk")
        def __new__(cls, fileno, length, flags=..., prot=..., access=0, offset=0): ...
    @blocking(kind="disk")
    def flush(self, offset=0, size=None, /): ...
    @blocking(kind="disk")
    def resize(self, newsize, /): ...
