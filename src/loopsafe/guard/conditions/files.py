"""Files, folders, streams and databases that are in memory, or virtual.

See the package: a condition must not wait itself, and change nothing.
"""

from __future__ import annotations

import io
import os
import sys
import threading
from pathlib import Path
from typing import Any, Final

from loopsafe.guard.conditions.arguments import Args, Kwargs

VIRTUAL: Final = (
    *("/proc/", "/sys/", "/dev/null", "/dev/zero", "/dev/urandom", "/dev/random"),
    "/memfd:",  # as the link of a descriptor from os.memfd_create reads
)
"""Where the kernel answers from memory."""
STANDARD_OUTPUTS: Final = frozenset({1, 2})


def is_virtual(path: object) -> bool:
    """Whether a path leads into the kernel's memory and to no disk."""
    if isinstance(path, os.PathLike):
        path = os.fspath(path)
    if isinstance(path, bytes):
        path = os.fsdecode(path)
    return isinstance(path, str) and (
        (path.startswith(VIRTUAL) and "/../" not in path) or path in {"/proc", "/sys", os.devnull}
    )


def paths_are_virtual(args: Args, _kwargs: Kwargs) -> bool:
    """All paths among the first two arguments are virtual. A descriptor is looked up."""
    paths = [item for item in args[:2] if isinstance(item, (str, bytes, os.PathLike))]
    if args and isinstance(args[0], int) and not isinstance(args[0], bool):
        return descriptor_is_harmless(args[0])
    return bool(paths) and all(map(is_virtual, paths))


class _Scanned(threading.local):
    virtual: bool = False


_SCANNED: Final = _Scanned()
"""Whether the folder that this thread has begun to scan last is virtual: ``os.scandir`` gives an
iterator that does not know its path."""


def scans_virtual(args: Args, kwargs: Kwargs) -> bool:
    """The folder is virtual, and so is what follows."""
    _SCANNED.virtual = paths_are_virtual(args, kwargs)
    return _SCANNED.virtual


def scanned_virtual(_args: Args, _kwargs: Kwargs) -> bool:
    """Entries of a folder that is virtual."""
    return _SCANNED.virtual


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
    """Whether it is one, or the inside of one, wherever that leads (to a file of pytest's)."""
    for stream in (sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__):
        buffer = getattr(stream, "buffer", stream)
        if file is stream or file is buffer or file is getattr(buffer, "raw", buffer):
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


def streams_in_memory(args: Args, kwargs: Kwargs) -> bool:
    """The stream that is read or written is in memory, or is watched where it reaches a file."""
    streams = [item for item in (*args[:2], *kwargs.values()) if isinstance(item, io.IOBase)]
    return bool(streams) and all(_file_descriptor(item) is None for item in streams)


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


def in_memory_map(args: Args, _kwargs: Kwargs) -> bool:
    """A memory map without a file."""
    return bool(args[0] == -1)


def map_without_file(args: Args, _kwargs: Kwargs) -> bool:
    """A memory map that has no file behind it, by the kernel's list of what is mapped where."""
    import ctypes  # noqa: PLC0415  (a subinterpreter may be without it)

    address = ctypes.addressof(ctypes.c_char.from_buffer(args[0]))
    for line in Path("/proc/self/maps").read_text().splitlines():
        borders, _, _, _, _, *path = line.split(maxsplit=5)
        first, _, end = borders.partition("-")
        if int(first, 16) <= address < int(end, 16):
            return not path or is_virtual(path[0])
    return False
