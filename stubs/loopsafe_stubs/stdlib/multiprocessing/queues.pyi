# Queue.put() leaves the writing to a thread of its own, and is harmless as queue.Queue.put() is.

from typing import Literal, overload

from loopsafe import blocking

__public_name__ = "multiprocessing"

class Queue:
    @overload
    def get(self, block: Literal[False], timeout=None): ...
    @overload
    def get(self, block=True, *, timeout: Literal[0]): ...
    @overload
    def get(self, block, timeout: Literal[0]): ...
    @overload
    @blocking(kind="lock")
    def get(self, block=True, timeout=None): ...
    @blocking(kind="lock")
    def join_thread(self): ...

class JoinableQueue:
    @blocking(kind="lock")
    def join(self): ...

class SimpleQueue:
    @blocking(kind="lock")
    def get(self): ...
    # It writes to a pipe at once, and a pipe can be full.
    @blocking(kind="lock")
    def put(self, obj): ...
