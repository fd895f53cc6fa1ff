# Locks, queues and pipes are made without waiting; their methods are in the modules beside this
# one.

from collections.abc import Callable

from loopsafe import InWorker, blocking

__public_name__ = "multiprocessing"

class BaseContext:
    @blocking(kind="subprocess")
    def Manager(self): ...
    @blocking(kind="subprocess")
    def Pool(
        self,
        processes=None,
        initializer: InWorker[Callable[..., object] | None] = None,
        *args,
        **kwargs,
    ): ...
