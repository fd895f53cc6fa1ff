from collections.abc import Callable

from loopsafe import InWorker

__public_name__ = "asyncio"

async def to_thread(func: InWorker[Callable[..., object]], /, *args, **kwargs): ...
