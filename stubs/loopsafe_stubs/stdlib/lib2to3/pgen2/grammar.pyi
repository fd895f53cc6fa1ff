# A grammar is in memory, or pickled in a file.

from loopsafe import blocking

class Grammar:
    @blocking(kind="disk")
    def dump(self, filename): ...
    @blocking(kind="disk")
    def load(self, filename): ...
