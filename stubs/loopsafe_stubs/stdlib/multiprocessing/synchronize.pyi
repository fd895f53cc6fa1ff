# Barrier inherits from threading.Barrier.

from typing import Literal, overload

from loopsafe import blocking

__public_name__ = "multiprocessing"

class Condition:
    @overload
    def wait(self, timeout: Literal[0]): ...
    @overload
    @blocking(kind="lock")
    def wait(self, timeout=None): ...
    @overload
    def wait_for(self, predicate, timeout: Literal[0]): ...
    @overload
    @blocking(kind="lock")
    def wait_for(self, predicate, timeout=None): ...
    @blocking(kind="lock")
    def __enter__(self): ...
    @overload
    def acquire(self, block: Literal[False], timeout=None): ...
    @overload
    def acquire(self, block=True, *, timeout: Literal[0]): ...
    @overload
    @blocking(kind="lock")
    def acquire(self, block=True, timeout=None): ...

class Event:
    @overload
    def wait(self, timeout: Literal[0]): ...
    @overload
    @blocking(kind="lock")
    def wait(self, timeout=None): ...

class SemLock:
    @blocking(kind="lock")
    def __enter__(self): ...
    @overload
    def acquire(self, block: Literal[False], timeout=None): ...
    @overload
    def acquire(self, block=True, *, timeout: Literal[0]): ...
    @overload
    @blocking(kind="lock")
    def acquire(self, block=True, timeout=None): ...

