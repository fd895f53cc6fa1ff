# load() and dump() are for files. loads() and dumps() are for what is in memory.

from loopsafe import blocking

@blocking(kind="cpu")
def dump(value, fp, **kwargs): ...
@blocking(kind="cpu")
def load(fp, **kwargs): ...
