# Runs compilers and other programs.

from loopsafe import blocking

class bdist:
    @blocking(kind="subprocess")
    def run(self): ...
