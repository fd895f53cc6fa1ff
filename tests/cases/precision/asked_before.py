"""Cases 45, 64: a call that waits for nothing, because the code has asked before."""

import asyncio
import importlib
import queue
import subprocess
import sys
import threading
from concurrent.futures import Future
from multiprocessing.connection import Connection
from types import ModuleType


async def asked(future: Future[int], other: Future[int]) -> int:
    if future.done():
        future.exception()
        return future.result()
    if other.done():
        return future.result()  # E: "concurrent.futures.Future.result"  [blocking-call]
    return 0


async def asked_the_other_way(future: Future[int]) -> int:
    if not future.done():
        future.result()  # E: "concurrent.futures.Future.result"  [blocking-call]
        return 0
    return future.result()


async def asked_in_part(future: Future[int], ready: bool) -> int:
    if ready and future.done():
        future.result()
    if ready or future.done():
        future.result()  # E: "concurrent.futures.Future.result"  [blocking-call]
    if not ready or not future.done():
        return 0
    return future.result()


async def asked_in_a_branch(future: Future[int], ready: bool) -> None:
    if ready:
        if not future.done():
            raise LookupError
        with open_nothing():
            future.result()
    elif future.done():
        future.result()
    else:
        future.result()  # E: "concurrent.futures.Future.result"  [blocking-call]
    future.result()  # E: "concurrent.futures.Future.result"  [blocking-call]


def open_nothing() -> threading.local: ...


async def asserted(future: Future[int]) -> int:
    assert future.done()
    return future.result()


async def waited_for(future: Future[int], nothing: threading.Event) -> int:
    while not future.done():
        if not nothing.is_set():
            raise TimeoutError
    return future.result()


async def awaited(future: Future[int], other: Future[int]) -> int:
    if not other.done():
        await asyncio.wait_for(asyncio.wrap_future(other), 0)
    await asyncio.wrap_future(future)
    return future.result() + other.result()


async def awaited_perhaps(future: Future[int], wait: bool) -> int:
    if wait:
        await asyncio.wait_for(asyncio.wrap_future(future), 0)
    return future.result()  # E: "concurrent.futures.Future.result"  [blocking-call]


async def awaited_nothing(future: Future[int]) -> int:
    await asyncio.gather()
    await asyncio.wrap_future()  # type: ignore[call-arg]
    return future.result()  # E: "concurrent.futures.Future.result"  [blocking-call]


async def given_up(future: Future[int]) -> int:
    while not future.done():
        break
    return future.result()  # E: "concurrent.futures.Future.result"  [blocking-call]


async def in_expressions(futures: list[Future[int]], one: Future[int]) -> None:
    [future.result() for future in futures if future.done()]
    {future: future.result() for future in futures if future.done()}
    [future.result() for future in futures if one.done()]  # E: [blocking-call]
    one.result() if one.done() else None
    None if one.done() else one.result()  # E: [blocking-call]
    one.done() and one.result()
    one.done() or one.result()  # E: [blocking-call]


class Holder:
    def __init__(self) -> None:
        self.future: Future[int] = Future()
        self.spare: Future[int] = Future()

    async def take(self) -> int:
        if self.future.done():
            return self.future.result()
        if self.spare.done():
            return self.future.result()  # E: [blocking-call]
        return 0

    def peek(self) -> int:
        return self.future.result() if self.future.done() else 0

    async def look(self) -> int:
        return self.peek()


async def queues(waiting: queue.Queue[int], simple: queue.SimpleQueue[int]) -> None:
    while not waiting.empty():
        waiting.get()
    waiting.get()  # E: "queue.Queue.get"  [blocking-call]
    if not simple.empty():
        simple.get()
    while simple.qsize():
        simple.get()
    if waiting.qsize() > 0 and waiting.get():
        waiting.get()
    if waiting.qsize() == 0:
        waiting.get()  # E: "queue.Queue.get"  [blocking-call]


async def threads(event: threading.Event, thread: threading.Thread) -> None:
    if event.is_set():
        event.wait()
    if not thread.is_alive():
        thread.join()
    if thread.is_alive():
        thread.join()  # E: "threading.Thread.join"  [blocking-call]


async def processes(process: subprocess.Popen[bytes], pipe: Connection) -> None:
    if process.poll() is not None:
        process.wait()
    if process.poll() is None:
        process.wait()  # E: "subprocess.Popen.wait"  [blocking-call]
    if process.poll():
        process.wait()  # E: "subprocess.Popen.wait"  [blocking-call]
    if pipe.poll():
        pipe.recv()
    pipe.recv()  # E: [blocking-call]


async def modules(name: str, other: str) -> ModuleType:
    if name in sys.modules:
        return importlib.import_module(name)
    if other not in sys.modules:
        return importlib.import_module(other)  # E: "importlib.import_module"  [blocking-call]
    return importlib.import_module(other)
