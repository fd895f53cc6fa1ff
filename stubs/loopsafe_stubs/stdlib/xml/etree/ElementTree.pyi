# An element is in memory: what reads a file takes a path, or a file object that may be a buffer,
# and has a twin for text (fromstring(), XMLPullParser). write() is as often used on a buffer as on
# a file: it is not marked.

from collections.abc import Iterable
from typing import IO, overload

from loopsafe import blocking

class Element:
    def extend(self, elements: Iterable, /): ...

class ElementTree:
    @overload
    def __init__(self, element=None, *, file: IO): ...
    @overload
    @blocking(kind="disk")
    def __init__(self, element=None, *, file): ...
    @overload
    def __init__(self, element=None): ...
    @overload
    def parse(self, source: IO, parser=None): ...
    @overload
    @blocking(kind="disk")
    def parse(self, source, parser=None): ...

@overload
def parse(source: IO, parser=None): ...
@overload
@blocking(kind="disk")
def parse(source, parser=None): ...
@overload
def iterparse(source: IO, events=None, parser=None): ...
@overload
@blocking(kind="disk")
def iterparse(source, events=None, parser=None): ...
def fromstringlist(sequence: Iterable, parser=None): ...

class _IterParseIterator:
    def __next__(self): ...
