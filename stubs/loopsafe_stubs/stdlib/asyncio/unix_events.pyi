# The same for every loop: see asyncio.events and asyncio.base_events.

import sys
from collections.abc import Callable

from loopsafe import OnLoop

if sys.platform != "win32":
    class _UnixSelectorEventLoop:
        async def create_unix_server(
            self, protocol_factory: OnLoop[Callable[..., object]], *args, **kwargs
        ): ...
