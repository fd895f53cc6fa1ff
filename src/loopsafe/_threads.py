"""Which thread is this? The question that functions for both worlds ask before they act."""

from __future__ import annotations

import sys


def on_loop() -> bool:
    """Return whether an event loop is running in the calling thread.

    May be called on any thread; never blocks. The mypy plugin understands it as a check: what
    stands in the branch where it is false cannot block the loop, and what stands in the other is
    on the loop's thread.
    """
    asyncio = sys.modules.get("asyncio")
    if asyncio is None:  # it takes long to import, and without it no loop can be running
        return False
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True
