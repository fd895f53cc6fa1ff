# read_file() goes through the lines of what it gets. write() gets a file that is open already.

from collections.abc import Iterable

from loopsafe import blocking

class RawConfigParser:
    @blocking(kind="disk")
    def read(self, filenames, encoding=None): ...
    def read_file(self, f: Iterable, source=None): ...
