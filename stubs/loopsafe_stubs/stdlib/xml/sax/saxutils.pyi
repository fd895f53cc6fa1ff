# Works in memory. prepare_input_source() opens what has an address.

from typing import IO, overload

from loopsafe import blocking

@blocking(kind="network")
def prepare_input_source(source, base=""): ...

class XMLFilterBase:
    @overload
    def parse(self, source: IO): ...
    @overload
    @blocking(kind="disk")
    def parse(self, source): ...
