# Copies and removes files.

from loopsafe import blocking

class install_headers:
    @blocking(kind="disk")
    def run(self): ...
