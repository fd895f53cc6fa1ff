# gather(), shield() and as_completed() make what is awaited on the loop in any case; they are left
# to that. current_task() and all_tasks() raise off the loop.

import sys

from loopsafe import callback, thread_safe

__public_name__ = "asyncio"

@callback
def ensure_future(coro_or_future, *, loop=None): ...
@thread_safe
def run_coroutine_threadsafe(coro, loop): ...
@callback
def create_task(coro, *, name=None, context=None, eager_start=None): ...

if sys.version_info >= (3, 12):
    @callback
    def eager_task_factory(loop, coro, *, name=None, context=None, eager_start=True): ...
