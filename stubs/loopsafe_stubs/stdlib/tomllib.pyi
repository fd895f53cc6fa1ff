# load() is for files. loads() is for what is in memory; it calls parse_float.

from collections.abc import Callable

from loopsafe import blocking

@blocking(kind="cpu")
def load(fp, /, *, parse_float: Callable = ...): ...
def loads(s, /, *, parse_float: Callable = ...): ...
