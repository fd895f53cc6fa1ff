# load() and dump() are for files, which are as large as files are: reading and parsing 10 MB takes
# a tenth of a second. loads() and dumps() are for messages, and so is a buffer.

from collections.abc import Callable
from io import BytesIO, StringIO
from typing import overload

from loopsafe import blocking

def dumps(obj, *, default: Callable = ..., **kwargs): ...
@overload
def dump(obj, fp: StringIO, *, default: Callable = ..., **kwargs): ...
@overload
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
@overload
def load(
    fp: BytesIO | StringIO,
    *,
    object_hook: Callable = ...,
    parse_float: Callable = ...,
    parse_int: Callable = ...,
    parse_constant: Callable = ...,
    object_pairs_hook: Callable = ...,
    **kwargs,
): ...
@overload
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
