# The same for every loop: see asyncio.events and asyncio.base_events. The proactor is the loop's
# own.

import sys
from typing import Literal, overload

from loopsafe import blocking

if sys.platform == "win32":
    class IocpProactor:
        @overload
        def select(self, timeout: Literal[0]): ...
        @overload
        @blocking(kind="network", instead="loop.run_forever")
        def select(self, timeout=None): ...
