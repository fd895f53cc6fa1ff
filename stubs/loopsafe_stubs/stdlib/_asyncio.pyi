# A future's result() and exception() do not wait: they raise if there is none yet.

from collections.abc import Callable

from loopsafe import OnLoop, callback

__public_name__ = "asyncio"

class Future:
    @callback
    def add_done_callback(self, fn: OnLoop[Callable[..., object]], /, *, context=None): ...
    @callback
    def cancel(self, msg=None): ...
    @callback
    def remove_done_callback(self, fn, /): ...
    @callback
    def set_result(self, result, /): ...
    @callback
    def set_exception(self, exception, /): ...

class Task:
    # A new task schedules its first step.
    @callback
    def __init__(self, coro, *, loop=None, name=None, context=None, eager_start=False): ...
    @callback
    def uncancel(self): ...
