# Parses what it is fed; parse() reads a file.

from loopsafe import blocking

class XMLReader:
    @blocking(kind="disk")
    def parse(self, source): ...

class IncrementalParser:
    @blocking(kind="disk")
    def parse(self, source): ...
