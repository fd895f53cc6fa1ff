"""Selectors and poll objects of the program's own.

An event loop waits in ``select()`` of its own selector, and so in an ``epoll`` object, many
thousand times a second: to watch those methods would be felt at every turn of the loop. They are
watched only where the program has a selector or an ``epoll`` besides those of its loops, from the
moment it makes one.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import selectors
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any, Final

from loopsafe.guard import places
from loopsafe.guard.catalogue import Watched
from loopsafe.guard.sensors.functions import FunctionSensor
from loopsafe.guard.sensors.patches import Patches

LOOPS_OWN: Final = frozenset({"select.epoll.poll", "select.kqueue.control", "select.devpoll.poll"})
"""What selectors wait in. ``select.poll`` and ``select.select`` are no loop's choice."""

_BASE: Final[Any] = selectors._BaseSelectorImpl


class Selecting:
    """Keeps what only loops use until somebody else does."""

    def __init__(
        self, functions: FunctionSensor, patches: Patches, arm: Callable[[Watched], None]
    ) -> None:
        self._functions = functions
        self._patches = patches
        self._arm = arm
        self._kept: list[Watched] = []
        self._released = False

    def start(self) -> None:
        """Look for selectors of the program's own, and notice new ones."""
        if _program_has_one():
            self._release()
            return
        self._functions.notice(_BASE.__init__, self._made)
        for item in self._kept:
            if item.fullname in LOOPS_OWN:
                self._patches.notice_making(item.owner, self._release)

    def keeps(self, item: Watched) -> bool:
        """Whether something is not to be watched yet."""
        if self._released or not (
            item.fullname in LOOPS_OWN or item.fullname.startswith("selectors.")
        ):
            return False
        self._kept.append(item)
        return True

    def _made(self, frame: FrameType) -> None:
        maker: FrameType | None = frame
        while maker is not None and maker.f_code.co_filename == _BASE.__init__.__code__.co_filename:
            maker = maker.f_back
        if maker is not None and places.owner(maker.f_code.co_filename) is places.Owner.PROGRAM:
            self._release()

    def _release(self) -> None:
        self._released = True
        kept, self._kept = self._kept, []
        for item in kept:
            self._arm(item)


def _program_has_one() -> bool:
    found: list[object] = []
    loops_own: list[Any] = []
    for item in gc.get_objects():
        # type(), not isinstance(): a proxy may do anything when it is asked for its class.
        if issubclass(type(item), _BASE):
            found.append(item)
        elif issubclass(type(item), asyncio.AbstractEventLoop):
            loops_own.append(getattr(item, "_selector", None))
    if any(all(item is not own for own in loops_own) for item in found):
        return True
    return bool(_epoll_descriptors() - set(map(_descriptor_of, loops_own)))


def _descriptor_of(selector: Any) -> str:
    """Return the descriptor of what a loop waits in, if that has one and is open."""
    try:
        return str(selector.fileno())
    except (AttributeError, ValueError):
        return ""


def _epoll_descriptors() -> set[str]:
    """Return the descriptors of all ``epoll`` objects, which the garbage collector does not know.

    On Linux; there is no such folder elsewhere.
    """
    found = set()
    with contextlib.suppress(OSError):
        for descriptor in Path("/proc/self/fd").iterdir():
            with contextlib.suppress(OSError):
                if str(descriptor.readlink()) == "anon_inode:[eventpoll]":
                    found.add(descriptor.name)
    return found
