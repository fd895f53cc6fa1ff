# An element is in memory: what reads a file takes a path or a file object, and has a twin for text
# (fromstring(), XMLPullParser). write() is as often used on a buffer as on a file: it is not
# marked.

from collections.abc import Iterable
from typing import overload

from loopsafe import blocking

class Element:
    def extend(self, elements: Iterable, /): ...

class ElementTree:
    @overload
    @blocking(kind="disk")
    def __init__(self, element=None, *, file): ...
    @overload
    def __init__(self, element=None): ...
    @blocking(kind="disk")
    def parse(self, source, parser=None): ...

@blocking(kind="disk")
def parse(source, parser=None): ...
@blocking(kind="disk")
def iterparse(source, events=None, parser=None): ...
def fromstringlist(sequence: Iterable, parser=None): ...

class _IterParseIterator:
    @blocking(kind="disk")
    def __next__(self): ...
