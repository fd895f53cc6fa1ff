from collections.abc import Callable

from loopsafe import InWorker, blocking

def sync_to_async(
    func: InWorker[Callable[..., object]] = ...,
    *,
    thread_sensitive=...,
    executor=...,
    context=...,
) -> Callable[[InWorker[Callable[..., object]]], object]: ...

class AsyncToSync:
    @blocking(kind="lock", instead="await")
    def __call__(self, *args, **kwargs): ...

class SyncToAsync:
    def __init__(
        self,
        func: InWorker[Callable[..., object]],
        thread_sensitive=...,
        executor=...,
        context=...,
    ): ...
