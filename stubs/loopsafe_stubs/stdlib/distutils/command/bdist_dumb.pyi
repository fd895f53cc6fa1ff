# Runs compilers and other programs.

from loopsafe import blocking

class bdist_dumb:
    @blocking(kind="subprocess")
    def run(self): ...
