# A document is read while its events are asked for, from a stream that may be in memory: only
# opening a file is marked.

from typing import IO, overload

from loopsafe import blocking

@overload
def parse(stream_or_string: IO, parser=None, bufsize=None): ...
@overload
@blocking(kind="disk")
def parse(stream_or_string, parser=None, bufsize=None): ...

class DOMEventStream:
    def __next__(self): ...
    def getEvent(self): ...
    def expandNode(self, node): ...
