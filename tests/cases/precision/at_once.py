"""Case 64: a timeout of 0 by position, and flags that make a call return at once."""

import fcntl
import multiprocessing
import os
import queue
import threading

from loopsafe import callback


@callback
def on_event(lock: threading.Lock, jobs: queue.Queue[int], file: int, child: int) -> None:
    lock.acquire(True, 0)
    lock.acquire(True, 1)  # E: "threading.Lock.acquire"  [blocking-call]
    jobs.get(True, 0)
    jobs.get(True, 1)  # E: "queue.Queue.get"  [blocking-call]
    multiprocessing.Lock().acquire(True, 0)
    os.waitpid(child, os.WNOHANG)
    os.waitpid(child, 0)  # E: "os.waitpid"  [blocking-call]
    os.wait4(child, os.WNOHANG)
    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    fcntl.lockf(file, fcntl.LOCK_UN)
    fcntl.flock(file, fcntl.LOCK_EX)  # E: "fcntl.flock"  [blocking-call]
