"""Case 64: an effect may depend on arguments; one that is not constant may be the blocking one."""

import queue
import select
import threading

from loopsafe import callback

def try_lock(lock: threading.Lock) -> bool:
    return lock.acquire(blocking=False)


def wait_for_lock(lock: threading.Lock) -> bool:
    return lock.acquire()


@callback
def fine(lock: threading.Lock, jobs: queue.Queue[int], thread: threading.Thread) -> None:
    lock.acquire(blocking=False)
    lock.acquire(False)
    jobs.get(block=False)
    jobs.get(False)
    jobs.get_nowait()
    jobs.put_nowait(1)
    select.select([], [], [], 0)
    thread.join(timeout=0)
    thread.join(0)
    try_lock(lock)


@callback
def wrong(
    lock: threading.Lock, jobs: queue.Queue[int], thread: threading.Thread, flag: bool, wait: float
) -> None:
    lock.acquire()  # E: [blocking-call]
    lock.acquire(True)  # E: [blocking-call]
    lock.acquire(blocking=True)  # E: [blocking-call]
    lock.acquire(blocking=flag)  # E: [blocking-call]
    lock.acquire(timeout=1)  # E: [blocking-call]
    jobs.get()  # E: [blocking-call]
    jobs.get(block=True)  # E: [blocking-call]
    jobs.get(timeout=1)  # E: [blocking-call]
    select.select([], [], [], 1)  # E: [blocking-call]
    select.select([], [], [])  # E: [blocking-call]
    thread.join()  # E: [blocking-call]
    thread.join(timeout=wait)  # E: [blocking-call]
    wait_for_lock(lock)  # E: "wait_for_lock" reaches  [blocking-call]
