"""Operations that block and operations that do not, to be tried on a loop under the guard.

An operation is a function that gets a `World` on a thread without a loop, prepares what it needs
there, and returns what is then called on the loop. What blocks ends by itself, guard or no guard.
"""

from __future__ import annotations

import contextlib
import os
import queue
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, NamedTuple

Step = Callable[[], object]
Prepare = Callable[["World"], Step]
WAIT: Final = 0.2
"""Seconds. Long enough for a watchdog."""
HOLD: Final = float(os.environ.get("LOOPSAFE_BATTERY_HOLD", "30"))
"""Seconds. The end of what is held by others, unless the world ends before, as it should. Whoever
expects to miss operations makes it shorter."""


class Operation(NamedTuple):
    """One entry of the battery."""

    name: str
    kind: str
    blocks: bool
    prepare: Prepare


class World:
    """What operations work on: a folder, files, sockets; cleaned up in the end."""

    def __init__(self, folder: Path, stack: contextlib.ExitStack) -> None:
        self.folder = folder
        self.stack = stack
        self.file = folder / "file.txt"
        self.file.write_text("one\ntwo\nthree\n" * 100)
        self.link = folder / "link"
        self.link.symlink_to(self.file)
        (folder / "sub").mkdir()
        (folder / "sub" / "other.txt").write_text("other\n")

    def open(self, mode: str = "r", buffering: int = -1) -> Any:
        """Open a file, before the loop runs."""
        path = self.folder / f"opened-{mode}" if "r" not in mode else self.file
        return self.stack.enter_context(path.open(mode, buffering))

    def sockets(self, *, family: int = socket.AF_UNIX) -> tuple[socket.socket, socket.socket]:
        """Return two sockets that are connected; the second one says something now and then."""
        if family == socket.AF_UNIX:
            ours, theirs = socket.socketpair()
        else:
            server = self.stack.enter_context(socket.create_server(("127.0.0.1", 0)))
            ours = socket.create_connection(server.getsockname())
            theirs, _ = server.accept()
        ours.settimeout(WAIT)
        self.stack.callback(ours.close)
        self.stack.callback(theirs.close)
        return ours, theirs

    def listener(self) -> tuple[str, int]:
        """Return the address of a server that accepts, and says nothing."""
        server = self.stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        address: tuple[str, int] = server.getsockname()
        return address

    def during(self, lock: Any, release: Callable[[], object] | None = None) -> None:
        """Have another thread hold a lock for a while."""
        held = threading.Event()
        done = threading.Event()

        def hold() -> None:
            lock.acquire()
            held.set()
            done.wait(HOLD)
            (release or lock.release)()

        self.thread(hold, done)
        held.wait()

    def thread(self, work: Callable[[], object], done: threading.Event | None = None) -> Any:
        """Start a thread, and end it with the world."""
        thread = threading.Thread(target=work)
        thread.start()
        self.stack.callback(thread.join)
        if done is not None:
            self.stack.callback(done.set)
        return thread

    def later(self, action: Callable[[], object]) -> None:
        """Do something in another thread after a while."""
        timer = threading.Timer(HOLD, action)
        timer.start()
        self.stack.callback(timer.join)
        self.stack.callback(timer.cancel)

    def full_queue(self) -> queue.Queue[int]:
        """Return a queue with no room left until somebody takes something."""
        full: queue.Queue[int] = queue.Queue(1)
        full.put(1)
        self.later(full.get_nowait)
        return full


OPERATIONS: Final[list[Operation]] = []


def blocks(kind: str) -> Callable[[Prepare], Prepare]:
    """Add an operation that blocks."""
    return _adder(kind, blocks=True)


def harmless(kind: str) -> Callable[[Prepare], Prepare]:
    """Add an operation that does not."""
    return _adder(kind, blocks=False)


def _adder(kind: str, *, blocks: bool) -> Callable[[Prepare], Prepare]:
    def add(prepare: Prepare) -> Prepare:
        name = getattr(prepare, "__name__", "")
        OPERATIONS.append(Operation(name, kind, blocks, prepare))
        return prepare

    return add


def simple(kind: str, **steps: Callable[[World], object]) -> None:
    """Add operations that need no preparation: ``os_stat=lambda w: os.stat(w.file)``."""
    for name, step in steps.items():

        def prepare(world: World, step: Callable[[World], object] = step) -> Step:
            return lambda: step(world)

        OPERATIONS.append(Operation(name, kind, blocks=True, prepare=prepare))
