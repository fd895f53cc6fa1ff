# start_task_soon() returns a future.

from collections.abc import Awaitable, Callable
from contextlib import contextmanager

from loopsafe import OnLoop, blocking

@blocking(kind="lock", instead="await")
def run(func, *args, token=...): ...
@blocking(kind="lock")
def run_sync(func: OnLoop[Callable[..., object]], *args, token=...): ...
@contextmanager
@blocking(kind="lock")
def start_blocking_portal(backend=..., backend_options=..., *, name=...): ...

class BlockingPortal:
    @blocking(kind="lock")
    def call(
        self, func: OnLoop[Callable[..., object]] | OnLoop[Callable[..., Awaitable[object]]], *args
    ): ...
    @blocking(kind="lock")
    def start_task(self, func, *args, name=...): ...
    def start_task_soon(
        self,
        func: OnLoop[Callable[..., object]] | OnLoop[Callable[..., Awaitable[object]]],
        *args,
        name=...,
    ): ...

class BlockingPortalProvider:
    @blocking(kind="lock")
    def __enter__(self): ...
    @blocking(kind="lock")
    def __exit__(self, arg1, arg2, arg3): ...

class _BlockingAsyncContextManager:
    @blocking(kind="lock")
    def __enter__(self): ...
    @blocking(kind="lock")
    def __exit__(self, arg1, arg2, arg3): ...
