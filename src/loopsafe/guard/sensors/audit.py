"""Operations of the interpreter, by audit events.

An event is raised where the work is done, so it does not matter through which name a function was
called, nor when that name was captured. A hook cannot be removed from an interpreter: it is added
once, when a guard first needs it, and looks at nothing while none does.

What counts as blocking is in the effect stubs; the table here only says which event belongs to
which name there.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, Final

from loopsafe._effects import Effect
from loopsafe.guard.judge import JUDGE, THREAD, Event, spot_of
from loopsafe.guard.operations import Operation
from loopsafe.guard.sensors.functions import running

SENSOR: Final = "audit"

_OS: Final = (
    "chmod",
    "chown",
    "link",
    "listdir",
    "listxattr",
    "getxattr",
    "removexattr",
    "setxattr",
    "lockf",
    "mkdir",
    "posix_spawn",
    "remove",
    "rename",
    "rmdir",
    "scandir",
    "startfile",
    "symlink",
    "system",
    "truncate",
    "utime",
    "fork",
    "forkpty",
)
EVENTS: Final[dict[str, tuple[str, ...]]] = {
    "open": ("builtins.open", "_io.open", "_io.open_code", "_io.FileIO.__init__", "os.open"),
    **{f"os.{name}": (f"os.{name}",) for name in _OS},
    "os.remove": ("os.remove", "os.unlink"),
    "os.rename": ("os.rename", "os.replace", "os.renames"),
    "os.truncate": ("os.truncate", "os.ftruncate"),
    "os.chmod": ("os.chmod", "os.fchmod", "os.lchmod"),
    "os.chown": ("os.chown", "os.fchown", "os.lchown"),
    "os.posix_spawn": ("os.posix_spawn", "os.posix_spawnp"),
    "socket.connect": ("_socket.socket.connect", "_socket.socket.connect_ex"),
    "socket.sendto": ("_socket.socket.sendto",),
    "socket.sendmsg": ("_socket.socket.sendmsg",),
    "socket.getaddrinfo": ("_socket.getaddrinfo",),
    "socket.gethostbyname": ("_socket.gethostbyname", "_socket.gethostbyname_ex"),
    "socket.gethostbyaddr": ("_socket.gethostbyaddr",),
    "socket.getnameinfo": ("_socket.getnameinfo",),
    "socket.getservbyname": ("_socket.getservbyname",),
    "socket.getservbyport": ("_socket.getservbyport",),
    "sqlite3.connect": ("_sqlite3.connect", "sqlite3.Connection.__init__"),
    "fcntl.flock": ("fcntl.flock",),
    "fcntl.lockf": ("fcntl.lockf",),
    "builtins.input": ("builtins.input",),
    "mmap.__new__": ("mmap.mmap.__new__",),
}
"""The event, and the names in the effect stubs that raise it. The first one describes it."""
if sys.version_info >= (3, 13):
    EVENTS["time.sleep"] = ("time.sleep",)

COVERED: Final = frozenset(name for names in EVENTS.values() for name in names)
"""Names that need no other sensor where audit events are watched."""

IMPORT: Final = Operation("import", Effect.BLOCKS, "import", program_only=True)
"""Loading a module: searching folders, reading and running a file. The effect stubs cannot say so,
because a statement has no name; a module that is loaded already raises no event."""

PRINTING: Final = Operation("sys.unraisablehook", Effect.NONE)
"""An error that nobody can catch is about to be printed."""

_watched: Final[dict[str, Operation]] = {}
_added = False


def start(operation_of: Callable[[str], Operation | None]) -> None:
    """Watch the events whose name the effect stubs call blocking."""
    global _added  # noqa: PLW0603  (a hook is added once for each interpreter)
    for event, names in EVENTS.items():
        operation = operation_of(names[0])
        if operation is not None:
            _watched[event] = operation
    _watched["import"] = IMPORT
    _watched["sys.unraisablehook"] = PRINTING
    if not _added:
        sys.addaudithook(_hook)
        _added = True


def stop() -> None:
    """Look at no event any more. The hook itself stays, as every audit hook does."""
    _watched.clear()


def _hook(event: str, args: tuple[Any, ...]) -> None:
    operation = _watched.get(event)
    if operation is None:
        return
    loop = running()
    if loop is None or not JUDGE.wants(operation, loop):
        return
    if operation is IMPORT and _in_memory(args[0]):
        return
    frame = sys._getframe(1)
    if operation is PRINTING:
        THREAD.printing = spot_of(frame)
        return
    JUDGE.consider(Event(operation, frame, loop, SENSOR), args)


def _in_memory(module: str) -> bool:
    """Whether a module comes with the interpreter and needs no file."""
    return module in sys.builtin_module_names or module in sys.modules
