# A document is read while its events are asked for.

from loopsafe import blocking

@blocking(kind="disk")
def parse(stream_or_string, parser=None, bufsize=None): ...

class DOMEventStream:
    @blocking(kind="disk")
    def __next__(self): ...
    @blocking(kind="disk")
    def getEvent(self): ...
    @blocking(kind="disk")
    def expandNode(self, node): ...
