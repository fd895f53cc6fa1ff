# Runs what it is given; what a statement does nobody can see, as with exec().

from collections.abc import Callable

from loopsafe import blocking

class Profile:
    def runcall(self, func: Callable, /, *args, **kw): ...
    @blocking(kind="disk")
    def dump_stats(self, file): ...
    @blocking(kind="cpu")
    def calibrate(self, m, verbose=0): ...
