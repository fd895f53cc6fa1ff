# Runs a pipeline of programs.

from loopsafe import blocking

class Template:
    @blocking(kind="subprocess")
    def open(self, file, rw): ...
    @blocking(kind="subprocess")
    def copy(self, infile, outfile): ...
