# Starting the worker threads does not wait.

from collections.abc import Callable

from loopsafe import InWorker

__public_name__ = "concurrent.futures"

class ThreadPoolExecutor:
    def __init__(
        self,
        max_workers=None,
        thread_name_prefix="",
        initializer: InWorker[Callable[..., object] | None] = None,
        initargs=(),
    ): ...
