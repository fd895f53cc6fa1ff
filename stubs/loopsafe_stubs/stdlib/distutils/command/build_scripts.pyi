# Runs compilers and other programs.

from loopsafe import blocking

class build_scripts:
    @blocking(kind="subprocess")
    def run(self): ...
    @blocking(kind="subprocess")
    def copy_scripts(self): ...

class build_scripts_2to3:
    @blocking(kind="subprocess")
    def copy_scripts(self): ...
