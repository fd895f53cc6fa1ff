"""Which routers a loop has. The last one that was entered, and is open, is the loop's own."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from loopsafe.router._router import Router

NOWHERE: Final = object()
"""Stands for the loop of a router that is not open: no running loop is equal to it."""

routers: Final[dict[int, list[Router]]] = {}
"""From ``id(loop)`` to its routers, the one that was entered last at the end."""
lifetimes: Final[dict[int, AsyncGenerator[None]]] = {}
"""What closes the router that was made for a loop, when the loop ends."""


def enter(loop: asyncio.AbstractEventLoop, router: Router) -> None:
    """Make ``router`` the loop's own. Event-loop thread."""
    routers.setdefault(id(loop), []).append(router)


def leave(loop: asyncio.AbstractEventLoop, router: Router) -> None:
    """Take ``router`` back. Event-loop thread."""
    own = routers.get(id(loop), [])
    with contextlib.suppress(ValueError):
        own.remove(router)
    if not own:
        routers.pop(id(loop), None)
        lifetimes.pop(id(loop), None)


def purge() -> None:
    """Forget the routers of loops that were closed without closing them."""
    for key, own in tuple(routers.items()):
        kept = [
            router
            for router in own
            if router._inbox is not None
            and not router._inbox.loop.is_closed()
            and router._home is router._inbox.loop
        ]
        if kept:
            routers[key] = kept
        else:
            routers.pop(key, None)
            lifetimes.pop(key, None)
