# Copies and removes files.

from loopsafe import blocking

class install_data:
    @blocking(kind="disk")
    def run(self): ...
