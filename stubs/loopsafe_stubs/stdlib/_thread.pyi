from typing import Literal, overload

from loopsafe import blocking

class lock:
    __public_name__ = "threading.Lock"
    @overload
    def acquire(self, blocking: Literal[False], timeout: float = -1) -> bool: ...
    @overload
    @blocking(kind="lock", instead="asyncio.Lock")
    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool: ...
    @blocking(kind="lock", instead="asyncio.Lock")
    def __enter__(self) -> bool: ...
