# put() waits only when the queue is bounded and full. The bound is not in its type and most queues
# have none, so put() is harmless here: a false alarm costs more than a missed one.

from typing import Literal, overload

from loopsafe import blocking

class Queue:
    @overload
    def get(self, block: Literal[False], timeout=None): ...
    @overload
    def get(self, block=True, *, timeout: Literal[0]): ...
    @overload
    def get(self, block, timeout: Literal[0]): ...
    @overload
    @blocking(kind="lock", instead="asyncio.Queue")
    def get(self, block=True, timeout=None): ...
    @blocking(kind="lock", instead="asyncio.Queue")
    def join(self): ...
