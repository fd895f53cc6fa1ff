from collections.abc import Awaitable, Callable

from loopsafe import InWorker, OnLoop

__public_name__ = "fastapi"

class BackgroundTasks:
    def add_task(
        self,
        func: InWorker[Callable[..., object]] | OnLoop[Callable[..., Awaitable[object]]],
        *args,
        **kwargs,
    ): ...
