# The same for every loop: see asyncio.events and asyncio.base_events.

import sys
from collections.abc import Callable

from loopsafe import OnLoop

if sys.platform != "win32":
    class _UnixSelectorEventLoop:
        async def create_unix_server(
            self, protocol_factory: OnLoop[Callable[..., object]], *args, **kwargs
        ): ...

# A watcher calls back on the loop, also where it waits in a thread.
if sys.platform != "win32" and sys.version_info < (3, 14):
    class AbstractChildWatcher:
        def add_child_handler(self, pid, callback: OnLoop[Callable[..., object]], *args): ...

    class PidfdChildWatcher:
        def add_child_handler(self, pid, callback: OnLoop[Callable[..., object]], *args): ...

    class SafeChildWatcher:
        def add_child_handler(self, pid, callback: OnLoop[Callable[..., object]], *args): ...

    class FastChildWatcher:
        def add_child_handler(self, pid, callback: OnLoop[Callable[..., object]], *args): ...

    class MultiLoopChildWatcher:
        def add_child_handler(self, pid, callback: OnLoop[Callable[..., object]], *args): ...

    class ThreadedChildWatcher:
        def add_child_handler(self, pid, callback: OnLoop[Callable[..., object]], *args): ...
