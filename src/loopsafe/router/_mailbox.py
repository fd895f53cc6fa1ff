"""The way back to the loop: what other threads hand over, and one wake-up for many of them.

A thread appends to a deque and, unless the loop is on its way already, wakes it. The loop takes all
that is there. On Linux the wake-up is an eventfd, which costs one small system call; elsewhere, or
where the loop knows no `add_reader`, it is `call_soon_threadsafe`. What an item means is its first
element's business.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections import deque
from typing import Any, Final, Protocol, TypeAlias

BATCH: Final = 512
"""Items that land in one turn of the loop: more would keep its other work waiting."""


class Lands(Protocol):
    """What items are addressed to."""

    def land(self, item: Item, /) -> None:
        """Take what another thread has handed over. Event-loop thread."""


Item: TypeAlias = tuple[Any, ...]
"""What is handed over; the first element is a `Lands`."""


class Mailbox:
    """Items for the loop, in the order of their arrival. This one works with any loop."""

    __slots__ = ("__weakref__", "closed", "items", "loop", "signalled")

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self.items: deque[Item] = deque()
        self.signalled = False
        """Whether the loop is awake already, or about to be, and will look."""
        self.closed = False

    def post(self, item: Item) -> None:
        """Hand an item to the loop. Any thread; never waits, and never fails."""
        self.items.append(item)
        if not self.signalled:
            self.signalled = True
            self.wake()

    def wake(self) -> None:
        """Make the loop call `drain`. Any thread."""
        try:
            self.loop.call_soon_threadsafe(self.drain)
        except RuntimeError:
            # The loop is closed: nobody is left to tell, and a job's thread is no place to fail.
            self.closed = True

    def drain(self) -> None:
        """Answer a wake-up. Event-loop thread."""
        self.land()

    def land(self) -> None:
        """Let what has arrived land. Event-loop thread."""
        # First of all: whatever is posted from now on wakes the loop again.
        self.signalled = False
        items = self.items
        for _ in range(min(len(items), BATCH)):
            item = items.popleft()
            try:
                item[0].land(item)
            except Exception as error:  # noqa: BLE001  (the items behind it must land as well)
                context = {"message": "loopsafe: a result could not be delivered"}
                self.loop.call_exception_handler({**context, "exception": error})
        if items and not self.signalled:
            self.signalled = True
            self.loop.call_soon(self.land)

    def drain_all(self) -> None:
        """Let everything land that has arrived. Event-loop thread."""
        while self.items:
            self.land()

    def close(self) -> None:
        """Take no more notice of what arrives. Event-loop thread."""
        self.closed = True


class EventMailbox(Mailbox):
    """The same with an eventfd, which the loop watches as it watches sockets.

    Raises:
        NotImplementedError: If the loop cannot watch file descriptors.
        OSError: If there are too many of them.
    """

    __slots__ = ("_descriptor",)

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(loop)
        self._descriptor = -1
        descriptor = eventfd(0)
        try:
            loop.add_reader(descriptor, self.drain)
        except BaseException:
            os.close(descriptor)
            raise
        self._descriptor = descriptor

    def wake(self) -> None:
        eventfd_write(self._descriptor, 1)

    def drain(self) -> None:
        eventfd_read(self._descriptor)
        self.land()

    def close(self) -> None:
        super().close()
        if not self.loop.is_closed():
            self.loop.remove_reader(self._descriptor)

    def __del__(self) -> None:
        # Only when no thread can write to it any more: the number is used again at once.
        if self._descriptor >= 0:
            os.close(self._descriptor)


if sys.platform == "linux":
    eventfd_read = os.eventfd_read
    eventfd_write = os.eventfd_write

    def eventfd(value: int) -> int:
        """Make an eventfd that never makes a reader wait."""
        return os.eventfd(value, os.EFD_CLOEXEC | os.EFD_NONBLOCK)

    HAS_EVENTFD = True
else:
    HAS_EVENTFD = False


def open_mailbox(loop: asyncio.AbstractEventLoop, *, portable: bool) -> Mailbox:
    """Make the quickest mailbox that the system and the loop allow. Event-loop thread."""
    if HAS_EVENTFD and not portable:
        try:
            return EventMailbox(loop)
        except (NotImplementedError, OSError):
            pass
    return Mailbox(loop)
