# Shows what is installed.

from loopsafe import blocking

@blocking(kind="disk")
def inspect(path): ...
@blocking(kind="disk")
def run(): ...
