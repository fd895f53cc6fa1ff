# Messages show to_thread.run_sync() and from_thread.run() by the names they are defined under.

from collections.abc import Callable

from loopsafe import InWorker, OnLoop, blocking

__public_name__ = "trio"

async def to_thread_run_sync(
    sync_fn: InWorker[Callable[..., object]],
    *args,
    thread_name=...,
    abandon_on_cancel=...,
    limiter=...,
): ...
@blocking(kind="lock", instead="await")
def from_thread_run(afn, *args, trio_token=...): ...
@blocking(kind="lock")
def from_thread_run_sync(fn: OnLoop[Callable[..., object]], *args, trio_token=...): ...
