from typing import Literal, overload

from loopsafe import blocking

# With 0 it gives other threads a turn, and returns.
@overload
def sleep(seconds: Literal[0], /): ...
@overload
@blocking(kind="sleep", instead="asyncio.sleep")
def sleep(seconds, /): ...
