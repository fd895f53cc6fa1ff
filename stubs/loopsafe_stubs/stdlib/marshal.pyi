# load() and dump() are for files. loads() and dumps() are for what is in memory, as a buffer is.

from io import BytesIO
from typing import overload

from loopsafe import blocking

@overload
def dump(value, file: BytesIO, /, *args, **kwargs): ...
@overload
@blocking(kind="cpu")
def dump(*args, **kwargs): ...
@overload
def load(file: BytesIO, /, **kwargs): ...
@overload
@blocking(kind="cpu")
def load(*args, **kwargs): ...
