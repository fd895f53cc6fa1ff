# Parses what it is fed; parse() reads a file.

from typing import IO, overload

from loopsafe import blocking

class ExpatParser:
    @overload
    def parse(self, source: IO): ...
    @overload
    @blocking(kind="disk")
    def parse(self, source): ...
