"""Operations that look as if they would block, and do not."""

from __future__ import annotations

import asyncio
import bz2
import concurrent.futures
import contextlib
import gzip
import importlib
import io
import json
import linecache
import logging
import os
import pickle
import plistlib
import queue
import select
import socket
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
import threading
import time
import tomllib
import traceback
import zipfile
from collections.abc import Callable
from xml.etree import ElementTree as ET

from tests.unit.guard.battery import OPERATIONS, Operation, Step, World, harmless


def _simple(kind: str, **steps: Callable[[World], object]) -> None:
    for name, step in steps.items():

        def prepare(world: World, step: Callable[[World], object] = step) -> Step:
            return lambda: step(world)

        OPERATIONS.append(Operation(name, kind, blocks=False, prepare=prepare))


_simple(
    "memory",
    sleep_zero=lambda w: time.sleep(0),
    proc_open=lambda w: open("/proc/self/status").read(),
    proc_listdir=lambda w: os.listdir("/proc/self/fd"),
    proc_stat=lambda w: os.stat("/proc/self"),
    sys_open=lambda w: (
        list(open("/sys/kernel/mm/transparent_hugepage/enabled"))
        if os.path.isfile("/sys/kernel/mm/transparent_hugepage/enabled")
        else None
    ),
    dev_null=lambda w: open(os.devnull, "w").write("x"),
    string_io=lambda w: io.StringIO("x").read(),
    bytes_io=lambda w: io.BytesIO(b"x").readlines(),
    text_over_bytes=lambda w: io.TextIOWrapper(io.BytesIO(b"x")).read(),
    buffered_over_bytes=lambda w: io.BufferedReader(io.BytesIO(b"x")).read(),
    json_dumped_to_a_buffer=lambda w: json.dump([1], io.StringIO()),
    json_loaded_from_a_buffer=lambda w: json.load(fp=io.StringIO("1")),
    json_loaded_from_packed_bytes=lambda w: json.load(_packed(b"1")),
    pickle_dumped_to_a_buffer=lambda w: pickle.dump([1], io.BytesIO()),
    plist_loaded_from_a_buffer=lambda w: plistlib.dump([1], io.BytesIO()),
    toml_loaded_from_a_buffer=lambda w: tomllib.load(io.BytesIO(b"x = 1")),
    zipfile_over_a_buffer=lambda w: zipfile.ZipFile(io.BytesIO(), "w").close(),
    tarfile_over_a_buffer=lambda w: tarfile.open("x", "w", fileobj=io.BytesIO()).close(),
    gzip_over_a_buffer=lambda w: gzip.open(io.BytesIO(), "w").close(),
    bz2_over_a_buffer=lambda w: bz2.open(io.BytesIO(), "w").close(),
    xml_from_a_buffer=lambda w: ET.parse(io.BytesIO(b"<x/>")),
    small_spooled_file=lambda w: tempfile.SpooledTemporaryFile(max_size=9).write(b"x"),
    sqlite_in_memory=lambda w: _query(),
    getcwd=lambda w: os.getcwd(),
    abspath=lambda w: os.path.abspath("x"),
    gethostname=lambda w: socket.gethostname(),
    numeric_getaddrinfo=lambda w: socket.getaddrinfo("127.0.0.1", 80),
    numeric_gethostbyname=lambda w: socket.gethostbyname("127.0.0.1"),
    logging_without_a_file=lambda w: logging.basicConfig(),
    bind_and_listen=lambda w: socket.create_server(("127.0.0.1", 0)).close(),
)


class Device:
    """Closes a file when nobody knows it any more."""

    def __init__(self, file: object) -> None:
        self.file = file

    def __del__(self) -> None:
        os.fsync(self.file.fileno())  # type: ignore[attr-defined]


_simple(
    "streams",
    print_to_stdout=lambda w: print("x"),
    write_to_stderr=lambda w: sys.stderr.write("x\n"),
    flush_stdout=lambda w: sys.stdout.flush(),
    log_to_stderr=lambda w: logging.Logger("x").handle(
        logging.LogRecord("x", logging.WARNING, "x", 1, "x", None, None)
    ),
)
_simple(
    "import",
    import_of_what_is_loaded=lambda w: importlib.import_module("json"),
    import_statement_of_what_is_loaded=lambda w: __import__("json"),
    import_of_a_builtin=lambda w: __import__("sys"),
)
_simple(
    "tools",
    linecache_lines=lambda w: linecache.getlines(str(w.file)),
    formatted_traceback=lambda w: traceback.format_stack(),
    linecache_check=lambda w: linecache.checkcache(),
)
_simple(
    "locks",
    uncontended_lock=lambda w: threading.Lock().acquire(),
    uncontended_rlock=lambda w: threading.RLock().acquire(),
    uncontended_condition=lambda w: threading.Condition().acquire(),
    free_semaphore=lambda w: threading.Semaphore(1).acquire(),
    queue_put_without_bound=lambda w: queue.Queue[int]().put(1),
    select_without_waiting=lambda w: select.select([], [], [], 0),
    start_of_a_thread=lambda w: threading.Thread(target=str).start(),
    waitpid_without_waiting=lambda w: _reaped(),
)


def _packed(data: bytes) -> gzip.GzipFile:
    return gzip.GzipFile(fileobj=io.BytesIO(gzip.compress(data)))


def _query() -> None:
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("select 1").fetchall()


def _reaped() -> None:
    with contextlib.suppress(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


@harmless("memory")
def file_in_memory(w: World) -> Step:
    file = w.stack.enter_context(os.fdopen(os.memfd_create("scratch"), "r+b"))

    def write() -> None:
        file.write(b"x")
        file.flush()

    return write


@harmless("locks")
def with_lock_uncontended(_: World) -> Step:
    lock = threading.Lock()

    def enter() -> None:
        with lock:
            pass

    return enter


@harmless("locks")
def lock_without_waiting(w: World) -> Step:
    lock = threading.Lock()
    w.during(lock)
    return lambda: lock.acquire(blocking=False)


@harmless("locks")
def event_that_is_set(_: World) -> Step:
    event = threading.Event()
    event.set()
    return lambda: event.wait()


@harmless("locks")
def queue_with_something(_: World) -> Step:
    filled: queue.Queue[int] = queue.Queue()
    filled.put(1)
    return lambda: filled.get()


@harmless("locks")
def simple_queue_with_something(_: World) -> Step:
    filled: queue.SimpleQueue[int] = queue.SimpleQueue()
    filled.put(1)
    return lambda: filled.get()


@harmless("locks")
def queue_without_waiting(_: World) -> Step:
    empty: queue.Queue[int] = queue.Queue()

    def get() -> None:
        with contextlib.suppress(queue.Empty):
            empty.get_nowait()

    return get


@harmless("locks")
def thread_that_is_over(_: World) -> Step:
    thread = threading.Thread(target=str)
    thread.start()
    thread.join()
    return lambda: thread.join()


@harmless("locks")
def future_that_is_done(w: World) -> Step:
    pool = w.stack.enter_context(concurrent.futures.ThreadPoolExecutor(1))
    future = pool.submit(str)
    future.result()
    return lambda: future.result()


@harmless("locks")
def shutdown_without_waiting(w: World) -> Step:
    pool = concurrent.futures.ThreadPoolExecutor(1)
    pool.submit(str)
    w.stack.callback(pool.shutdown)
    return lambda: pool.shutdown(wait=False)


@harmless("tools")
def destructor(w: World) -> Step:
    devices = [Device(w.open("w"))]
    return lambda: devices.clear()


@harmless("subprocess")
def child_that_is_over(_: World) -> Step:
    child = subprocess.Popen(["true"])
    child.wait()
    return lambda: child.wait()


@harmless("subprocess")
def child_polled(w: World) -> Step:
    child = w.stack.enter_context(subprocess.Popen(["true"]))
    return lambda: child.poll()


@harmless("network")
def nonblocking_socket(w: World) -> Step:
    ours, _ = w.sockets()
    ours.setblocking(False)

    def receive() -> None:
        ours.send(b"x")
        with contextlib.suppress(BlockingIOError):
            ours.recv(1)

    return receive


@harmless("network")
def nonblocking_connect(w: World) -> Step:
    ours = w.stack.enter_context(socket.socket())
    ours.setblocking(False)
    address = w.listener()
    return lambda: ours.connect_ex(address)


@harmless("network")
def nonblocking_pipe(w: World) -> Step:
    reader, writer = os.pipe()
    os.set_blocking(reader, False)
    w.stack.callback(os.close, reader)
    w.stack.callback(os.close, writer)

    def read() -> None:
        with contextlib.suppress(BlockingIOError):
            os.read(reader, 1)

    return read


@harmless("network")
def datagram_connect(w: World) -> Step:
    ours = w.stack.enter_context(socket.socket(type=socket.SOCK_DGRAM))
    return lambda: ours.connect(("127.0.0.1", 9))


@harmless("asyncio")
def asyncio_subprocess(_: World) -> Step:
    async def start() -> None:
        child = await asyncio.create_subprocess_exec("true", stdout=asyncio.subprocess.PIPE)
        await child.communicate()

    return start


@harmless("asyncio")
def asyncio_connection(w: World) -> Step:
    host, port = w.listener()

    async def connect() -> None:
        _, writer = await asyncio.open_connection(host, port)
        writer.close()
        await writer.wait_closed()

    return connect


@harmless("asyncio")
def asyncio_server(_: World) -> Step:
    async def serve() -> None:
        server = await asyncio.start_server(lambda r, w: w.close(), "127.0.0.1", 0)
        server.close()
        await server.wait_closed()

    return serve


@harmless("asyncio")
def asyncio_unix_server(w: World) -> Step:
    async def serve() -> None:
        server = await asyncio.start_unix_server(lambda r, w: w.close(), w.folder / "socket")
        server.close()
        await server.wait_closed()

    return serve


@harmless("asyncio")
def asyncio_getaddrinfo(_: World) -> Step:
    return lambda: asyncio.get_running_loop().getaddrinfo("localhost", 80)


@harmless("asyncio")
def asyncio_to_thread(w: World) -> Step:
    return lambda: asyncio.to_thread(w.file.read_text)


@harmless("asyncio")
def asyncio_sleep(_: World) -> Step:
    return lambda: asyncio.sleep(0.01)


@harmless("asyncio")
def asyncio_exception_logged(_: World) -> Step:
    def report() -> None:
        loop = asyncio.get_running_loop()
        loop.call_exception_handler({"message": "x", "exception": ValueError("x")})

    return report
