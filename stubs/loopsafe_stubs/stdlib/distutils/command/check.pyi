# Runs compilers and other programs.

from loopsafe import blocking

class check:
    @blocking(kind="subprocess")
    def run(self): ...
