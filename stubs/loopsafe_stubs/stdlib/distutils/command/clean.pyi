# Copies and removes files.

from loopsafe import blocking

class clean:
    @blocking(kind="disk")
    def run(self): ...
