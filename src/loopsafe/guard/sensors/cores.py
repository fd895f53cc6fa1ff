"""What threads have got of the machine's cores, as the kernel counts it.

For the `watchdog`, which has to tell a loop that is stuck from a machine that is busy.
"""

from __future__ import annotations

import sys
import threading
import time
from typing import NamedTuple


def cpu_time(thread: int) -> float:
    """Return how long a thread has used the CPU, in seconds; 0 where that cannot be known.

    ``time.pthread_getcpuclockid`` must not be asked for a thread that may end: it reads freed
    memory. The clock's number is made from the kernel's number of the thread instead
    (``MAKE_THREAD_CPUCLOCK`` in Linux), and a wrong one is an error, nothing worse.
    """
    found = next((item for item in threading.enumerate() if item.ident == thread), None)
    if found is None or found.native_id is None or sys.platform != "linux":
        return 0.0
    try:
        return time.clock_gettime(~found.native_id << 3 | 6)
    except OSError:
        return 0.0


class Turns(NamedTuple):
    """What a thread has got of the cores so far."""

    queued: float
    """For how long it has waited for one, in seconds."""
    number: int
    """How often it has got one."""


def turns_of_this_thread() -> Turns:
    """Return what this thread has got of the cores.

    Where the kernel does not tell, the time is longer than can ever be: then the GIL is blamed for
    nothing.
    """
    try:
        with open("/proc/thread-self/schedstat", "rb", 0) as file:  # noqa: PTH123  (every look)
            _, queued, number = map(int, file.read().split())
    except (OSError, ValueError):
        return Turns(time.monotonic(), 0)
    return Turns(queued / 1e9, number)
