from collections.abc import Callable

from loopsafe import InWorker

async def run_in_threadpool(func: InWorker[Callable[..., object]], *args, **kwargs): ...
