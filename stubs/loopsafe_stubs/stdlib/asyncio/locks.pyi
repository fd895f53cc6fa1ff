# Waiting is a coroutine here. What wakes waiters belongs to the loop: these locks are not for
# threads.

from loopsafe import callback

__public_name__ = "asyncio"

class Lock:
    @callback
    def release(self): ...

class Event:
    @callback
    def set(self): ...
    @callback
    def clear(self): ...

class Condition:
    @callback
    def release(self): ...
    @callback
    def notify(self, n=1): ...
    @callback
    def notify_all(self): ...

class Semaphore:
    @callback
    def release(self): ...
