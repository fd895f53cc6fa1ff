# With timeout 0 they only look.

import sys
from typing import Literal, overload

from loopsafe import blocking

class BaseSelector:
    @overload
    def select(self, timeout: Literal[0]): ...
    @overload
    @blocking(kind="network", instead="loop.add_reader")
    def select(self, timeout=None): ...

class SelectSelector:
    @overload
    def select(self, timeout: Literal[0]): ...
    @overload
    @blocking(kind="network", instead="loop.add_reader")
    def select(self, timeout=None): ...

class _PollLikeSelector:
    @overload
    def select(self, timeout: Literal[0]): ...
    @overload
    @blocking(kind="network", instead="loop.add_reader")
    def select(self, timeout=None): ...

if sys.platform != "win32" and sys.platform != "linux":
    class KqueueSelector:
        @overload
        def select(self, timeout: Literal[0]): ...
        @overload
        @blocking(kind="network", instead="loop.add_reader")
        def select(self, timeout=None): ...

class DefaultSelector:
    @overload
    def select(self, timeout: Literal[0]): ...
    @overload
    @blocking(kind="network", instead="loop.add_reader")
    def select(self, timeout=None): ...
