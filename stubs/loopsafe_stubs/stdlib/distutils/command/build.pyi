# Runs compilers and other programs.

from loopsafe import blocking

class build:
    @blocking(kind="subprocess")
    def run(self): ...
