# Runs compilers and other programs.

from loopsafe import blocking

class bdist_rpm:
    @blocking(kind="subprocess")
    def run(self): ...
