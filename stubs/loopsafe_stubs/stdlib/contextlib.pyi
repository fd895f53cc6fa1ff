# Enters and leaves what it is given: the effect is that of the context manager. An exit stack
# leaves later, but nearly always in the function that entered: both are charged there. What is
# pushed on it with push() and callback() is kept for later. chdir() is harmless as os.chdir() is.

from contextlib import AbstractContextManager

class _BaseExitStack:
    __public_name__ = "contextlib.ExitStack"
    def enter_context(self, cm: AbstractContextManager): ...
