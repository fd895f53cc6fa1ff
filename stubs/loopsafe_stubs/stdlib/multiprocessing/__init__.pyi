# Locks, queues and pipes are made without waiting; their methods are in the submodules.

from collections.abc import Callable

from loopsafe import InWorker, blocking

@blocking(kind="subprocess")
def Pool(
    processes=None,
    initializer: InWorker[Callable[..., object] | None] = None,
    initargs=(),
    maxtasksperchild=None,
): ...
@blocking(kind="subprocess")
def Manager(): ...
