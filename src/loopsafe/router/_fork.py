"""A forked child has none of its parent's threads: a router that came along has to say so."""

from __future__ import annotations

import os
import threading
import weakref
from typing import TYPE_CHECKING, Final

from loopsafe.router import _registry
from loopsafe.router._registry import NOWHERE
from loopsafe.router._scope import local

if TYPE_CHECKING:
    from loopsafe.router._router import Router

routers: Final[weakref.WeakSet[Router]] = weakref.WeakSet()


def _in_child() -> None:
    local.scope = None
    _registry.routers.clear()
    _registry.lifetimes.clear()
    for router in tuple(routers):
        if router._state == "not open":
            continue
        router._home = NOWHERE
        router._forked = True
        router._state = "of the parent process (its threads did not survive the fork)"
        if router._inbox is not None:
            router._inbox.gate = threading.RLock()  # whoever held it is not here
            router._inbox.closed = True


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_in_child)
