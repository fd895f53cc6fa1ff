from collections.abc import Callable
from typing import Literal, overload

from loopsafe import InWorker, blocking

__public_name__ = "multiprocessing"

class BaseProcess:
    __public_name__ = "multiprocessing.Process"
    def __init__(
        self, group=None, target: InWorker[Callable[..., object] | None] = None, *args, **kwargs
    ): ...
    # For those who override it: the new process calls it.
    @blocking(kind="other")
    def run(self): ...
    @blocking(kind="subprocess")
    def start(self): ...
    @overload
    def join(self, timeout: Literal[0]): ...
    @overload
    @blocking(kind="subprocess")
    def join(self, timeout=None): ...
