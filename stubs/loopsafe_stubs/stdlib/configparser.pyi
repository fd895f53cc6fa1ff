# read_file() and write() get a file that is open already.

from loopsafe import blocking

class RawConfigParser:
    @blocking(kind="disk")
    def read(self, filenames, encoding=None): ...
