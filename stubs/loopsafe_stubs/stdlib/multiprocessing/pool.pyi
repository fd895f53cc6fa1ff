# Results are waited for in get() and next(). The callback= of the *_async methods runs in a thread
# of the pool.

from collections.abc import Callable, Iterable
from typing import Literal, overload

from loopsafe import InWorker, blocking

class ApplyResult:
    __public_name__ = "multiprocessing.pool.AsyncResult"
    @overload
    def get(self, timeout: Literal[0]): ...
    @overload
    @blocking(kind="subprocess")
    def get(self, timeout=None): ...
    @overload
    def wait(self, timeout: Literal[0]): ...
    @overload
    @blocking(kind="subprocess")
    def wait(self, timeout=None): ...

class IMapIterator:
    @blocking(kind="subprocess")
    def next(self, timeout=None): ...
    @blocking(kind="subprocess")
    def __next__(self, timeout=None): ...

class Pool:
    @blocking(kind="subprocess")
    def __init__(
        self,
        processes=None,
        initializer: InWorker[Callable[..., object] | None] = None,
        *args,
        **kwargs,
    ): ...
    @blocking(kind="subprocess", instead="loop.run_in_executor")
    def apply(self, func: InWorker[Callable[..., object]], args=..., kwds=...): ...
    def apply_async(self, func: InWorker[Callable[..., object]], *args, **kwargs): ...
    @blocking(kind="subprocess", instead="loop.run_in_executor")
    def map(self, func: InWorker[Callable[..., object]], iterable: Iterable, chunksize=None): ...
    def map_async(
        self, func: InWorker[Callable[..., object]], iterable: Iterable, *args, **kwargs
    ): ...
    def imap(self, func: InWorker[Callable[..., object]], iterable, chunksize=1): ...
    def imap_unordered(self, func: InWorker[Callable[..., object]], iterable, chunksize=1): ...
    @blocking(kind="subprocess", instead="loop.run_in_executor")
    def starmap(
        self, func: InWorker[Callable[..., object]], iterable: Iterable, chunksize=None
    ): ...
    def starmap_async(
        self, func: InWorker[Callable[..., object]], iterable: Iterable, *args, **kwargs
    ): ...
    @blocking(kind="subprocess")
    def terminate(self): ...
    @blocking(kind="subprocess")
    def join(self): ...
    @blocking(kind="subprocess")
    def __exit__(self, exc_type, exc_val, exc_tb): ...

class ThreadPool:
    # Its workers are threads.
    def __init__(
        self,
        processes=None,
        initializer: InWorker[Callable[..., object] | None] = None,
        *args,
        **kwargs,
    ): ...
