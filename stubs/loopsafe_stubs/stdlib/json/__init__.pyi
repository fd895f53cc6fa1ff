# load() and dump() are for files, which are as large as files are: reading and parsing 10 MB takes
# a tenth of a second. loads() and dumps() are for messages.

from collections.abc import Callable

from loopsafe import blocking

def dumps(obj, *, default: Callable = ..., **kwargs): ...
@blocking(kind="cpu")
def dump(obj, fp, *, default: Callable = ..., **kwargs): ...
def loads(
    s,
    *,
    object_hook: Callable = ...,
    parse_float: Callable = ...,
    parse_int: Callable = ...,
    parse_constant: Callable = ...,
    object_pairs_hook: Callable = ...,
    **kwargs,
): ...
@blocking(kind="cpu")
def load(
    fp,
    *,
    object_hook: Callable = ...,
    parse_float: Callable = ...,
    parse_int: Callable = ...,
    parse_constant: Callable = ...,
    object_pairs_hook: Callable = ...,
    **kwargs,
): ...
