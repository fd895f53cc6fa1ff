from collections.abc import Callable

from loopsafe import InWorker

async def run_sync(
    func: InWorker[Callable[..., object]],
    *args,
    abandon_on_cancel=...,
    cancellable=...,
    limiter=...,
): ...
