# map() returns an iterator at once; it waits when it is iterated, which an Iterator cannot say.
# add_done_callback() calls its argument in whichever thread completes the future, or at once: no
# form says that.

from collections.abc import Callable
from typing import Literal, overload

from loopsafe import InWorker, blocking

__public_name__ = "concurrent.futures"

class Future:
    @overload
    def result(self, timeout: Literal[0]): ...
    @overload
    @blocking(kind="lock", instead="asyncio.wrap_future")
    def result(self, timeout=None): ...
    @overload
    def exception(self, timeout: Literal[0]): ...
    @overload
    @blocking(kind="lock", instead="asyncio.wrap_future")
    def exception(self, timeout=None): ...

class Executor:
    def submit(self, fn: InWorker[Callable[..., object]], /, *args, **kwargs): ...
    def map(self, fn: InWorker[Callable[..., object]], *args, **kwargs): ...
    @overload
    def shutdown(self, wait: Literal[False], *, cancel_futures=False): ...
    @overload
    @blocking(kind="lock")
    def shutdown(self, wait=True, *, cancel_futures=False): ...
    @blocking(kind="lock")
    def __exit__(self, exc_type, exc_val, exc_tb): ...

@blocking(kind="lock", instead="asyncio.as_completed")
def as_completed(fs, timeout=None): ...
@overload
def wait(fs, timeout: Literal[0], return_when=...): ...
@overload
@blocking(kind="lock", instead="asyncio.wait")
def wait(fs, timeout=None, return_when=...): ...
