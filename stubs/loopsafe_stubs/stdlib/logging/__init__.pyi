# Logging is harmless: everyone logs on the loop, and which handlers a logger has is decided
# elsewhere. A handler that writes to a file or a connection says so itself; QueueHandler is the one
# for the loop.

from typing import Literal, overload

from loopsafe import blocking

# With a file name it opens the file.
@overload
@blocking(kind="disk")
def basicConfig(*, filename, **kwargs): ...
@overload
def basicConfig(**kwargs): ...

class FileHandler:
    # With delay=True the file is opened with the first record.
    @overload
    def __init__(self, filename, mode="a", encoding=None, *, delay: Literal[True], errors=None): ...
    @overload
    @blocking(kind="disk")
    def __init__(self, filename, mode="a", encoding=None, delay=False, errors=None): ...
    @blocking(kind="disk")
    def _open(self): ...
    @blocking(kind="disk")
    def emit(self, record): ...
    @blocking(kind="disk")
    def flush(self): ...
    @blocking(kind="disk")
    def close(self): ...
