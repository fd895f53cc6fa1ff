# SimpleQueue.put() never waits: the queue has no bound.

from typing import Literal, overload

from loopsafe import blocking

class SimpleQueue:
    __public_name__ = "queue.SimpleQueue"
    @overload
    def get(self, block: Literal[False], timeout=None): ...
    @overload
    def get(self, block=True, *, timeout: Literal[0]): ...
    @overload
    def get(self, block, timeout: Literal[0]): ...
    @overload
    @blocking(kind="lock", instead="asyncio.Queue")
    def get(self, block=True, timeout=None): ...
