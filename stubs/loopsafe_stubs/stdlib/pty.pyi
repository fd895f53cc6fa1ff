import sys

from loopsafe import blocking

if sys.platform != "win32":
    @blocking(kind="subprocess")
    def fork(): ...
    @blocking(kind="subprocess")
    def spawn(argv, master_read=..., stdin_read=...): ...
