# load() is for files. loads() is for what is in memory, as a buffer is; it calls
# parse_float.

from collections.abc import Callable
from io import BytesIO
from typing import overload

from loopsafe import blocking

@overload
def load(fp: BytesIO, /, *, parse_float: Callable = ...): ...
@overload
@blocking(kind="cpu")
def load(fp, /, *, parse_float: Callable = ...): ...
def loads(s, /, *, parse_float: Callable = ...): ...
