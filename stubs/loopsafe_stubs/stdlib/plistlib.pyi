# load() and dump() are for files. loads() and dumps() are for what is in memory, as a buffer is.

from io import BytesIO
from typing import overload

from loopsafe import blocking

@overload
def dump(value, fp: BytesIO, **kwargs): ...
@overload
@blocking(kind="cpu")
def dump(value, fp, **kwargs): ...
@overload
def load(fp: BytesIO, **kwargs): ...
@overload
@blocking(kind="cpu")
def load(fp, **kwargs): ...
