"""Operations that may wait, and return at once now: what no effect stub can know.

A condition looks at the live arguments: a socket's mode, what a file really is, whether a lock is
free. It must not wait itself, change nothing, and be right at the moment it is asked. A table at
the end names the conditions by the effect stubs' own full names.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from loopsafe.guard.operations import Condition

VIRTUAL: Final = ("/proc/", "/sys/", "/dev/null", "/dev/zero", "/dev/urandom", "/dev/random")
"""Where the kernel answers from memory."""
STANDARD_OUTPUTS: Final = frozenset({1, 2})

Args = Sequence[Any]
Kwargs = Mapping[str, Any]


def socket_without_waiting(args: Args, _kwargs: Kwargs) -> bool:
    """A socket in non-blocking mode returns at once, or raises ``BlockingIOError``."""
    return bool(args[0].gettimeout() == 0.0)


def datagram_or_without_waiting(args: Args, kwargs: Kwargs) -> bool:
    """Connecting a datagram socket only notes the peer's address."""
    import socket  # noqa: PLC0415  (it is there if a socket is)

    return args[0].type == socket.SOCK_DGRAM or socket_without_waiting(args, kwargs)


def is_virtual(path: object) -> bool:
    """Whether a path leads into the kernel's memory and to no disk."""
    if isinstance(path, os.PathLike):
        path = os.fspath(path)
    if isinstance(path, bytes):
        path = os.fsdecode(path)
    return isinstance(path, str) and (
        path.startswith(VIRTUAL) or path in {"/proc", "/sys", os.devnull}
    )


def paths_are_virtual(args: Args, _kwargs: Kwargs) -> bool:
    """All paths among the first two arguments are virtual. A descriptor is looked up."""
    paths = [item for item in args[:2] if isinstance(item, (str, bytes, os.PathLike))]
    if args and isinstance(args[0], int) and not isinstance(args[0], bool):
        return descriptor_is_harmless(args[0])
    return bool(paths) and all(map(is_virtual, paths))


def path_is_virtual(args: Args, _kwargs: Kwargs) -> bool:
    """The first argument is a virtual path, or a descriptor of one."""
    if args and isinstance(args[0], int):
        return descriptor_is_harmless(args[0])
    return bool(args) and is_virtual(args[0])


def opens_without_disk(args: Args, _kwargs: Kwargs) -> bool:
    """Opening a descriptor makes an object; a virtual path has no disk behind it."""
    return isinstance(args[0], int) or is_virtual(args[0])


def descriptor_is_harmless(number: int) -> bool:
    """A descriptor in non-blocking mode, or of a virtual file."""
    if hasattr(os, "get_blocking") and not os.get_blocking(number):
        return True
    try:
        return is_virtual(Path(f"/proc/self/fd/{number}").readlink())
    except OSError:
        return False


def descriptor_read(args: Args, _kwargs: Kwargs) -> bool:
    """Reading from it does not wait."""
    return descriptor_is_harmless(args[0])


def descriptor_write(args: Args, _kwargs: Kwargs) -> bool:
    """Writing to it does not wait; the standard streams are everybody's."""
    return args[0] in STANDARD_OUTPUTS or descriptor_is_harmless(args[0])


def _file_descriptor(file: Any) -> int | None:
    """Return the descriptor of a stream that io made of a file; ``None`` if it is made of memory.

    A stream over another kind of object (``gzip``, ``tarfile``, ``SocketIO``) does nothing itself:
    what is behind it is watched where it reaches a real file or socket.
    """
    raw = file
    if isinstance(raw, io.TextIOWrapper):
        raw = raw.buffer
    if isinstance(raw, (io.BufferedReader, io.BufferedWriter, io.BufferedRandom)):
        raw = raw.raw
    return raw.fileno() if isinstance(raw, io.FileIO) else None


def _is_standard_stream(file: object) -> bool:
    for stream in (sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__):
        if file is stream or file is getattr(stream, "buffer", stream):
            return True
    return False


def file_read(args: Args, _kwargs: Kwargs) -> bool:
    """Reading from this stream reaches no disk, or does not wait."""
    number = _file_descriptor(args[0])
    return number is None or descriptor_is_harmless(number)


def file_write(args: Args, _kwargs: Kwargs) -> bool:
    """Writing to this stream reaches no disk, or does not wait."""
    if _is_standard_stream(args[0]):
        return True
    number = _file_descriptor(args[0])
    return number is None or number in STANDARD_OUTPUTS or descriptor_is_harmless(number)


def file_flush(args: Args, kwargs: Kwargs) -> bool:
    """A stream that was opened for reading has nothing to write; closing one flushes it."""
    return not args[0].writable() or file_write(args, kwargs)


def file_handler(args: Args, _kwargs: Kwargs) -> bool:
    """A logging handler whose file is virtual."""
    return is_virtual(getattr(args[0], "baseFilename", None))


def database_in_memory(args: Args, _kwargs: Kwargs) -> bool:
    """A connection or cursor to a database without a file."""
    connection: Any = getattr(args[0], "connection", args[0])
    cursor = connection.cursor()
    cursor.row_factory = None
    rows = cursor.execute("PRAGMA database_list").fetchall()
    return not any(row[2] for row in rows)


def database_name_in_memory(args: Args, _kwargs: Kwargs) -> bool:
    """The name of a database without a file."""
    name = os.fsdecode(args[0]) if isinstance(args[0], (str, bytes, os.PathLike)) else ""
    return not name or ":memory:" in name or "mode=memory" in name


def free_lock(lock: Any) -> bool:
    """Whether a lock can be had at once. It is taken and given back to find out."""
    if lock.acquire(blocking=False):
        lock.release()
        return True
    return False


def condition_lock(args: Args, _kwargs: Kwargs) -> bool:
    """The lock of a `threading.Condition` is free."""
    return free_lock(args[0]._lock)


def semaphore(args: Args, _kwargs: Kwargs) -> bool:
    """A semaphore that is above zero."""
    return bool(args[0]._value > 0)


def event_set(args: Args, _kwargs: Kwargs) -> bool:
    """An event that has happened."""
    return bool(args[0].is_set())


def last_party(args: Args, _kwargs: Kwargs) -> bool:
    """The last one to arrive at a barrier waits for nobody."""
    return bool(args[0].n_waiting + 1 >= args[0].parties)


def not_alive(args: Args, _kwargs: Kwargs) -> bool:
    """A thread or process that is over."""
    return not args[0].is_alive()


def future_done(args: Args, _kwargs: Kwargs) -> bool:
    """A future that has its result."""
    return bool(args[0].done())


def futures_done(args: Args, _kwargs: Kwargs) -> bool:
    """Futures of which all have their results."""
    futures = args[0]
    return isinstance(futures, (list, tuple, set, frozenset, dict)) and all(
        item.done() for item in futures
    )


def executor_idle(args: Args, _kwargs: Kwargs) -> bool:
    """An executor that has no worker to wait for."""
    threads = getattr(args[0], "_threads", None)
    if threads is not None:
        return not any(thread.is_alive() for thread in list(threads))
    return not getattr(args[0], "_processes", None)


def queue_filled(args: Args, _kwargs: Kwargs) -> bool:
    """A queue that has something in it."""
    return not args[0].empty()


def queue_settled(args: Args, _kwargs: Kwargs) -> bool:
    """A queue whose tasks are all done."""
    return not args[0].unfinished_tasks


def child_over(args: Args, _kwargs: Kwargs) -> bool:
    """A child process that has ended."""
    return args[0].poll() is not None


def only_looks(args: Args, _kwargs: Kwargs) -> bool:
    """Waiting for a child process with ``WNOHANG``: the options come last."""
    return bool(args[-1] & os.WNOHANG)


def select_ready(args: Args, _kwargs: Kwargs) -> bool:
    """One of the descriptors is ready."""
    import select  # noqa: PLC0415  (it is there if it is called)

    return any(select.select(args[0], args[1], args[2], 0))


def poll_ready(args: Args, _kwargs: Kwargs) -> bool:
    """One of the descriptors is ready. An ``epoll`` forgets what it has told: it is not asked."""
    return bool(args[0].poll(0))


def connection_ready(args: Args, _kwargs: Kwargs) -> bool:
    """A multiprocessing connection that has something to read."""
    return bool(args[0].poll(0))


def module_loaded(args: Args, kwargs: Kwargs) -> bool:
    """A module that is there already."""
    name = args[0] if args else kwargs["name"]
    package = args[1] if len(args) > 1 else kwargs.get("package")
    if name.startswith("."):
        import importlib.util  # noqa: PLC0415  (seldom needed)

        name = importlib.util.resolve_name(name, package)
    return name in sys.modules


def in_memory_map(args: Args, _kwargs: Kwargs) -> bool:
    """A memory map without a file."""
    return bool(args[0] == -1)


_FILE_WRITES: Final = ("write", "writelines", "truncate")

BY_NAME: Final[dict[str, Condition]] = {
    "threading.Thread.join": not_alive,
    "threading.Event.wait": event_set,
    "threading.Barrier.wait": last_party,
    "threading.Semaphore.acquire": semaphore,
    "threading.Semaphore.__enter__": semaphore,
    "threading.Condition.acquire": condition_lock,
    "threading.Condition.__enter__": condition_lock,
    "queue.Queue.get": queue_filled,
    "queue.Queue.join": queue_settled,
    "_queue.SimpleQueue.get": queue_filled,
    "concurrent.futures._base.Future.result": future_done,
    "concurrent.futures._base.Future.exception": future_done,
    "concurrent.futures._base.wait": futures_done,
    "concurrent.futures._base.as_completed": futures_done,
    "concurrent.futures._base.Executor.shutdown": executor_idle,
    "concurrent.futures._base.Executor.__exit__": executor_idle,
    "multiprocessing.process.BaseProcess.join": not_alive,
    "multiprocessing.queues.Queue.get": queue_filled,
    "multiprocessing.queues.SimpleQueue.get": queue_filled,
    "multiprocessing.connection._ConnectionBase.recv": connection_ready,
    "multiprocessing.connection._ConnectionBase.recv_bytes": connection_ready,
    "subprocess.Popen.wait": child_over,
    "subprocess.Popen.communicate": child_over,
    "subprocess.Popen.__exit__": child_over,
    "_socket.socket.connect": datagram_or_without_waiting,
    "_socket.socket.connect_ex": datagram_or_without_waiting,
    "builtins.open": opens_without_disk,
    "select.select": select_ready,
    "select.poll.poll": poll_ready,
    **dict.fromkeys(("os.waitpid", "os.wait3", "os.wait4", "os.waitid"), only_looks),
    "_sqlite3.connect": database_name_in_memory,
    "importlib.import_module": module_loaded,
    "mmap.mmap.__new__": in_memory_map,
    "logging.FileHandler.emit": file_handler,
    "logging.FileHandler.flush": file_handler,
    "logging.FileHandler.close": file_handler,
}
DESCRIPTOR_READS: Final = ("read", "readv", "pread", "preadv", "readinto")
DESCRIPTOR_WRITES: Final = ("write", "writev", "pwrite", "pwritev", "fsync", "fdatasync")


def condition_of(fullname: str, kind: str | None) -> Condition | None:
    """Return the condition of an operation, named as in the effect stubs."""
    found = BY_NAME.get(fullname)
    if found is not None:
        return found
    owner, _, name = fullname.rpartition(".")
    if owner in {"_socket.socket", "socket.socket", "ssl.SSLSocket"}:
        return socket_without_waiting
    if owner.startswith("_io."):
        if name == "flush":
            return file_flush
        return file_write if name in _FILE_WRITES else file_read
    if owner in {"sqlite3.Connection", "sqlite3.Cursor"}:
        return database_in_memory
    if owner == "os" and name in DESCRIPTOR_READS:
        return descriptor_read
    if owner == "os" and name in DESCRIPTOR_WRITES:
        return descriptor_write
    return paths_are_virtual if kind == "disk" else None
