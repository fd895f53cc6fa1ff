# Copies and removes files.

from loopsafe import blocking

class install_egg_info:
    @blocking(kind="disk")
    def run(self): ...
