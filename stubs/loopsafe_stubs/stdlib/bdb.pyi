# What a debugger does in the program is up to the program: see pdb for the one that asks questions.

from collections.abc import Callable

from loopsafe import blocking

class Bdb:
    def runcall(self, func: Callable, /, *args, **kwds): ...

# The next line of the program is where it stops.
@blocking(kind="console")
def set_trace(): ...
