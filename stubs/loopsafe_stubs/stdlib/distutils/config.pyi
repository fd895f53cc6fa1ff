# Reads a file with credentials.

from loopsafe import blocking

class PyPIRCCommand:
    @blocking(kind="other")
    def run(self): ...
