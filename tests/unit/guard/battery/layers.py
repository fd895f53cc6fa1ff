"""Operations that wait somewhere below what is called, and their harmless twins.

A stream over a socket or a compressed file, a handler below a logger, a lock in another object.
"""

from __future__ import annotations

import asyncio
import bz2
import concurrent.futures
import concurrent.futures.process
import contextlib
import gzip
import hashlib
import io
import logging
import logging.handlers
import lzma
import mmap
import multiprocessing
import os
import queue
import select
import socket
import sys
import tarfile
import threading
import time
import tokenize
import warnings

from tests.unit.guard.battery import WAIT, Step, World, blocks, harmless, simple

FORK = multiprocessing.get_context("fork" if sys.platform != "win32" else "spawn")
MOMENT = 0.02
"""Seconds. Too short for the watchdog."""
SIZE = 300_000
"""Bytes that no buffer has read beforehand."""


def _noise(w: World) -> bytes:
    data = os.urandom(SIZE)
    (w.folder / "noise").write_bytes(data)
    return data


def _packed(w: World, pack: object, ending: str) -> str:
    path = w.folder / f"packed{ending}"
    path.write_bytes(pack.compress(_noise(w)))  # type: ignore[attr-defined]
    return str(path)


@blocks("disk")
def gzip_file_read(w: World) -> Step:
    file = w.stack.enter_context(gzip.open(_packed(w, gzip, ".gz")))
    return lambda: file.read()


@blocks("disk")
def bz2_file_read(w: World) -> Step:
    file = w.stack.enter_context(bz2.open(_packed(w, bz2, ".bz2")))
    return lambda: file.read()


@blocks("disk")
def lzma_file_read(w: World) -> Step:
    file = w.stack.enter_context(lzma.open(_packed(w, lzma, ".xz")))
    return lambda: file.read()


@blocks("disk")
def tarfile_members(w: World) -> Step:
    _noise(w)
    path = w.folder / "packed.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        for name in "abc":
            archive.add(w.folder / "noise", name)
    opened = w.stack.enter_context(tarfile.open(path))
    return lambda: opened.getmembers()


@blocks("network")
def socket_file_read(w: World) -> Step:
    file = w.stack.enter_context(w.sockets()[0].makefile("rb"))
    return lambda: file.read(1)


@blocks("network")
def socket_file_readline(w: World) -> Step:
    file = w.stack.enter_context(w.sockets()[0].makefile())
    return lambda: file.readline()


@blocks("network")
def socket_file_write(w: World) -> Step:
    file = w.sockets()[0].makefile("wb", buffering=0)
    w.stack.callback(file.close)
    return lambda: file.write(b"x")


@blocks("network")
def select_epoll_made_before(w: World) -> Step:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        poll = w.stack.enter_context(select.epoll())
    poll.register(w.sockets()[0], select.EPOLLIN)
    return lambda: poll.poll(WAIT / 10)


@blocks("disk")
def logging_rotating_file(w: World) -> Step:
    logger = logging.Logger("battery")
    made = logging.handlers.RotatingFileHandler(w.folder / "log", maxBytes=5, backupCount=1)
    logger.addHandler(made)
    w.stack.callback(made.close)
    return lambda: logger.error("more than five bytes")


@blocks("disk")
def logging_timed_file(w: World) -> Step:
    logger = logging.Logger("battery")
    made = logging.handlers.TimedRotatingFileHandler(w.folder / "log")
    logger.addHandler(made)
    w.stack.callback(made.close)
    return lambda: logger.error("x")


simple(
    "disk",
    tokenize_open=lambda w: tokenize.open(__file__).close(),
    path_that_leaves_proc=lambda w: os.stat("/proc/../etc"),
)


@blocks("lock")
def process_lock_made_on_the_loop(w: World) -> Step:
    def wait() -> None:
        lock = FORK.Lock()
        lock.acquire()
        lock.acquire(timeout=WAIT / 10)

    return wait


@harmless("lock")
def process_lock_free(w: World) -> Step:
    lock = FORK.Lock()

    def take() -> None:
        with lock:
            pass
        lock.acquire(block=False)

    return take


@blocks("lock")
def lock_on_an_exit_stack(w: World) -> Step:
    lock = threading.Lock()
    w.during(lock)

    def wait() -> None:
        with contextlib.ExitStack() as stack:
            stack.enter_context(lock)

    return wait


def _moment(lock: threading.Lock | threading.RLock) -> None:
    """Have another thread hold a lock for as long as a library would, or somewhat longer."""
    held = threading.Event()

    def hold() -> None:
        with lock:
            held.set()
            time.sleep(MOMENT)

    threading.Thread(target=hold).start()
    held.wait()


@harmless("lock")
def queue_put_while_another_thread_looks(w: World) -> Step:
    items: queue.Queue[int] = queue.Queue()

    def put() -> None:
        _moment(items.mutex)
        items.put_nowait(1)

    return put


@harmless("lock")
def logging_while_another_thread_logs(w: World) -> Step:
    logger = logging.Logger("battery")
    stream = logging.StreamHandler(io.StringIO())
    logger.addHandler(stream)

    def log() -> None:
        assert stream.lock is not None
        _moment(stream.lock)
        logger.error("x")

    return log


@harmless("lock")
def future_asked_while_another_thread_asks(w: World) -> Step:
    future: concurrent.futures.Future[int] = concurrent.futures.Future()

    def ask() -> None:
        _moment(future._condition)  # type: ignore[arg-type]
        future.done()

    return ask


@harmless("asyncio")
def process_executor(w: World) -> Step:
    executor = concurrent.futures.ProcessPoolExecutor(1, mp_context=FORK)
    w.stack.callback(executor.shutdown)

    async def compute() -> None:
        await asyncio.get_running_loop().run_in_executor(executor, abs, 1)
        executor.shutdown(wait=False)

    return compute


@harmless("memory")
def proc_scandir(w: World) -> Step:
    def scan() -> None:
        with os.scandir("/proc/self") as entries:
            next(entries)

    return scan


@harmless("memory")
def anonymous_map_flush(w: World) -> Step:
    memory = w.stack.enter_context(mmap.mmap(-1, 4096))
    return lambda: memory.flush()


@harmless("memory")
def gzip_over_bytes(w: World) -> Step:
    data = gzip.compress(b"x" * SIZE)
    return lambda: gzip.GzipFile(fileobj=io.BytesIO(data)).read()


@harmless("memory")
def digest_of_bytes(w: World) -> Step:
    return lambda: hashlib.file_digest(io.BytesIO(b"x"), "sha256")


@harmless("network")
def socket_file_without_waiting(w: World) -> Step:
    ours, theirs = socket.socketpair()
    w.stack.callback(ours.close)
    w.stack.callback(theirs.close)
    ours.setblocking(False)
    file = w.stack.enter_context(ours.makefile("rb", buffering=0))
    return lambda: file.read(1)


@harmless("tools")
def breakpoint_that_is_off(w: World) -> Step:
    before = sys.breakpointhook
    sys.breakpointhook = lambda *_, **__: None
    w.stack.callback(setattr, sys, "breakpointhook", before)
    return lambda: breakpoint()  # noqa: T100  (the operation itself)


class _Loud:
    def __del__(self) -> None:
        msg = "nobody can catch it"
        raise ValueError(msg)


@harmless("tools")
def error_in_a_destructor(w: World) -> Step:
    hook, errors = sys.unraisablehook, sys.stderr
    w.stack.callback(setattr, sys, "unraisablehook", hook)
    w.stack.callback(setattr, sys, "stderr", errors)

    def drop() -> None:
        # The interpreter's own hook prints the lines of source, which it reads from files.
        sys.unraisablehook, sys.stderr = sys.__unraisablehook__, io.StringIO()
        _Loud()

    return drop
