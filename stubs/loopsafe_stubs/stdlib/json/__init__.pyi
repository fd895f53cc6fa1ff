# load() and dump() are for files, which are as large as files are: reading and parsing 10 MB takes
# a tenth of a second. loads() and dumps() are for messages.

from collections.abc import Callable

from loopsafe import blocking

def dumps(obj, *, default: Callable = None, **kwargs): ...
@blocking(kind="cpu")
def dump(obj, fp, *, default: Callable = None, **kwargs): ...
def loads(
    s,
    *,
    object_hook: Callable = None,
    parse_float: Callable = None,
    parse_int: Callable = None,
    parse_constant: Callable = None,
    object_pairs_hook: Callable = None,
    **kwargs,
): ...
@blocking(kind="cpu")
def load(
    fp,
    *,
    object_hook: Callable = None,
    parse_float: Callable = None,
    parse_int: Callable = None,
    parse_constant: Callable = None,
    object_pairs_hook: Callable = None,
    **kwargs,
): ...
