from collections.abc import Awaitable, Callable

from loopsafe import InWorker, OnLoop

class BackgroundTask:
    def __init__(
        self,
        func: InWorker[Callable[..., object]] | OnLoop[Callable[..., Awaitable[object]]],
        *args,
        **kwargs,
    ): ...

class BackgroundTasks:
    def add_task(
        self,
        func: InWorker[Callable[..., object]] | OnLoop[Callable[..., Awaitable[object]]],
        *args,
        **kwargs,
    ): ...
