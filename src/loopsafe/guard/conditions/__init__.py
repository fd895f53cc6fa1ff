"""Operations that may wait, and return at once now: what no effect stub can know.

A condition looks at the live arguments: a socket's mode, what a file really is, whether a lock is
free. It must not wait itself, change nothing, and be right at the moment it is asked. A table at
the end names the conditions by the effect stubs' own full names.
"""

from __future__ import annotations

from typing import Final

from loopsafe.guard.conditions import files, network, threads
from loopsafe.guard.operations import Condition

_FILE_WRITES: Final = ("write", "writelines", "truncate")

BY_NAME: Final[dict[str, Condition]] = {
    "threading.Thread.join": threads.not_alive,
    "threading.Event.wait": threads.event_set,
    "threading.Barrier.wait": threads.last_party,
    "threading.Semaphore.acquire": threads.semaphore,
    "threading.Semaphore.__enter__": threads.semaphore,
    "threading.Condition.acquire": threads.condition_lock,
    "threading.Condition.__enter__": threads.condition_lock,
    "queue.Queue.get": threads.queue_filled,
    "queue.Queue.join": threads.queue_settled,
    "_queue.SimpleQueue.get": threads.queue_filled,
    "concurrent.futures._base.Future.result": threads.future_done,
    "concurrent.futures._base.Future.exception": threads.future_done,
    "concurrent.futures._base.wait": threads.futures_done,
    "concurrent.futures._base.as_completed": threads.futures_done,
    "concurrent.futures._base.Executor.shutdown": threads.executor_idle,
    "concurrent.futures._base.Executor.__exit__": threads.executor_idle,
    "multiprocessing.process.BaseProcess.join": threads.not_alive,
    "multiprocessing.queues.Queue.get": threads.queue_filled,
    "multiprocessing.queues.SimpleQueue.get": threads.queue_filled,
    "multiprocessing.connection._ConnectionBase.recv": network.connection_ready,
    "multiprocessing.connection._ConnectionBase.recv_bytes": network.connection_ready,
    "subprocess.Popen.wait": threads.child_over,
    "subprocess.Popen.communicate": threads.child_over,
    "subprocess.Popen.__exit__": threads.child_over,
    "_socket.socket.connect": network.datagram_or_without_waiting,
    "_socket.socket.connect_ex": network.datagram_or_without_waiting,
    "builtins.open": files.opens_without_disk,
    "select.select": network.select_ready,
    "select.poll.poll": network.poll_ready,
    **dict.fromkeys(("os.waitpid", "os.wait3", "os.wait4", "os.waitid"), threads.only_looks),
    "_sqlite3.connect": files.database_name_in_memory,
    "importlib.import_module": threads.module_loaded,
    "mmap.mmap.__new__": files.in_memory_map,
    "mmap.mmap.flush": files.map_without_file,
    "os.scandir": files.scans_virtual,
    "os._ScandirIterator.__next__": files.scanned_virtual,
    "builtins.breakpoint": threads.asked_for,
    "hashlib.file_digest": files.streams_in_memory,
    "multiprocessing.synchronize.SemLock.acquire": threads.process_lock,
    "multiprocessing.synchronize.SemLock.__enter__": threads.process_lock,
    **dict.fromkeys(("_socket.getaddrinfo", "socket.getaddrinfo"), network.address_is_numeric),
    **dict.fromkeys(("_socket.gethostbyname", "_socket.gethostbyname_ex"), network.host_is_numeric),
    **dict.fromkeys(
        [
            f"{module}.{name}"
            for module in ("json", "_pickle", "plistlib", "marshal", "tomllib")
            for name in ("load", "dump")
        ],
        files.streams_in_memory,
    ),
    "logging.FileHandler.emit": files.file_handler,
    "logging.handlers.BaseRotatingHandler.emit": files.file_handler,
    "logging.FileHandler.flush": files.file_handler,
    "logging.FileHandler.close": files.file_handler,
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
        return network.socket_without_waiting
    if owner == "socket.SocketIO":
        return network.socket_stream_without_waiting
    if owner.startswith("_io."):
        if name == "flush":
            return files.file_flush
        return files.file_write if name in _FILE_WRITES else files.file_read
    if owner in {"sqlite3.Connection", "sqlite3.Cursor"}:
        return files.database_in_memory
    if owner == "os" and name in DESCRIPTOR_READS:
        return files.descriptor_read
    if owner == "os" and name in DESCRIPTOR_WRITES:
        return files.descriptor_write
    return files.paths_are_virtual if kind == "disk" else None
