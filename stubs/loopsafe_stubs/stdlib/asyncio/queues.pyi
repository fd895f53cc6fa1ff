# Waiting is a coroutine here. What wakes waiters belongs to the loop: this queue is not for
# threads.

import sys

from loopsafe import callback

__public_name__ = "asyncio"

class Queue:
    @callback
    def put_nowait(self, item): ...
    @callback
    def get_nowait(self): ...
    @callback
    def task_done(self): ...
    if sys.version_info >= (3, 13):
        @callback
        def shutdown(self, immediate=False): ...
