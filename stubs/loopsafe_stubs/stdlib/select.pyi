# With timeout 0 they only look.

import sys
from typing import Literal, overload

from loopsafe import blocking

if sys.platform != "win32":
    class poll:
        @overload
        def poll(self, timeout: Literal[0], /): ...
        @overload
        @blocking(kind="network", instead="loop.add_reader")
        def poll(self, timeout=None, /): ...

@overload
def select(rlist, wlist, xlist, timeout: Literal[0], /): ...
@overload
@blocking(kind="network", instead="loop.add_reader")
def select(rlist, wlist, xlist, timeout=None, /): ...

if sys.platform != "win32" and sys.platform != "linux":
    class kqueue:
        @overload
        def control(self, changelist, maxevents, timeout: Literal[0], /): ...
        @overload
        @blocking(kind="network", instead="loop.add_reader")
        def control(self, changelist, maxevents, timeout=None, /): ...

if sys.platform == "linux":
    class epoll:
        @overload
        def poll(self, timeout: Literal[0], maxevents=-1): ...
        @overload
        @blocking(kind="network", instead="loop.add_reader")
        def poll(self, timeout=None, maxevents=-1): ...

if sys.platform != "linux" and sys.platform != "darwin" and sys.platform != "win32":
    class devpoll:
        @overload
        def poll(self, timeout: Literal[0]): ...
        @overload
        @blocking(kind="network", instead="loop.add_reader")
        def poll(self, timeout=None): ...
