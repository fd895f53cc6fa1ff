# Copies and removes files.

from loopsafe import blocking

class install_scripts:
    @blocking(kind="disk")
    def run(self): ...
