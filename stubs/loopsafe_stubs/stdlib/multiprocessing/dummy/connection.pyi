# Queues between threads: recv() is Queue.get().

from typing import Literal, overload

from loopsafe import blocking

class Connection:
    @overload
    def poll(self, timeout: Literal[0] = 0): ...
    @overload
    @blocking(kind="lock")
    def poll(self, timeout=0): ...

class Listener:
    @blocking(kind="lock")
    def accept(self): ...
