# Reading and writing one value holds its lock for a moment only.

from loopsafe import blocking

class SynchronizedBase:
    @blocking(kind="lock")
    def __enter__(self): ...
