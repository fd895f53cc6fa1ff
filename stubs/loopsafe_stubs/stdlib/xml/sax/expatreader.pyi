# Parses what it is fed; parse() reads a file.

from loopsafe import blocking

class ExpatParser:
    @blocking(kind="disk")
    def parse(self, source): ...
