# load() and dump() are for files, which are as large as files are. loads() and dumps() are for what
# is in memory, as a buffer is; so are Pickler and Unpickler nearly always, which people make to
# pickle into a buffer in a way of their own.

from io import BytesIO
from typing import overload

from loopsafe import blocking

__public_name__ = "pickle"

@overload
def dump(obj, file: BytesIO, protocol=None, *, fix_imports=True, buffer_callback=None): ...
@overload
@blocking(kind="cpu")
def dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None): ...
@overload
def load(file: BytesIO, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=()): ...
@overload
@blocking(kind="cpu")
def load(file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=()): ...
