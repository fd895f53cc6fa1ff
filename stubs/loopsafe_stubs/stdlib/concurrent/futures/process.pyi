# The worker processes are started by a thread of the executor, or with the first submission.

from collections.abc import Callable

from loopsafe import InWorker, blocking

__public_name__ = "concurrent.futures"

class _ExecutorManagerThread:
    @blocking(kind="other")
    def run(self): ...

class ProcessPoolExecutor:
    def __init__(
        self,
        max_workers=None,
        mp_context=None,
        initializer: InWorker[Callable[..., object] | None] = None,
        initargs=(),
        *,
        max_tasks_per_child=None,
    ): ...
