"""Case 74: ``ignore_kinds`` silences a kind, and nothing beside it."""

import threading
import time

from loopsafe import blocking, callback, thread_safe


@blocking(kind="disk")
def load() -> None: ...


@blocking(kind="network")
def fetch() -> None: ...


@blocking
def of_no_kind() -> None: ...


def both() -> None:
    load()
    time.sleep(1)


def disk_only() -> None:
    open("name").close()
    load()


@callback
def on_event(lock: threading.Lock) -> None:
    load()
    open("name")
    disk_only()
    lock.acquire()
    with lock:
        pass
    fetch()  # E: "fetch"  [blocking-call]
    of_no_kind()  # E: "of_no_kind"  [blocking-call]
    time.sleep(1)  # E: "time.sleep"  [blocking-call]
    both()  # E: "both" reaches "time.sleep"  [blocking-call]


@thread_safe
def anywhere() -> None:
    load()
    both()  # E: "both" reaches "time.sleep"  [blocking-call]


async def hands_over() -> None:
    import asyncio

    loop = asyncio.get_running_loop()
    loop.call_soon(load)
    loop.call_soon(disk_only)
    loop.call_soon(both)  # E: "both"  [callable-context]
