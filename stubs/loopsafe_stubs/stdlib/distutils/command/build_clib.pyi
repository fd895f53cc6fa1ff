# Runs compilers and other programs.

from loopsafe import blocking

class build_clib:
    @blocking(kind="subprocess")
    def run(self): ...
    @blocking(kind="subprocess")
    def build_libraries(self, libraries): ...
