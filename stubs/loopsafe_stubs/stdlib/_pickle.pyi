# load() and dump() are for files, which are as large as files are. loads() and dumps() are for what
# is in memory; so are Pickler and Unpickler nearly always, which people make to pickle into a
# buffer in a way of their own.

from loopsafe import blocking

__public_name__ = "pickle"

@blocking(kind="cpu")
def dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None): ...
@blocking(kind="cpu")
def load(file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=()): ...
