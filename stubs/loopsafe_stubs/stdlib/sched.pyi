from typing import Literal, overload

from loopsafe import blocking

class scheduler:
    @overload
    def run(self, blocking: Literal[False]): ...
    @overload
    @blocking(kind="sleep", instead="loop.call_later")
    def run(self, blocking=True): ...
