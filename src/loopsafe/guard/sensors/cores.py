"""What threads have got of the machine's cores, as the kernel counts it.

For the `watchdog`, which has to tell a loop that is stuck from a machine that is busy.
"""

from __future__ import annotations

import sys
import threading
import time

if sys.platform == "linux":
    import resource


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


def waits_of_this_thread() -> int:
    """Return how often this thread has given up its core to wait for something, so far.

    A thread that wants the GIL waits anew every 5 ms. 0 where there is no such count: then
    the GIL is blamed for nothing. It is asked in a way that keeps the GIL: reading ``/proc``
    lets it go, and the loop's thread with it.
    """
    if sys.platform != "linux":
        return 0
    return resource.getrusage(resource.RUSAGE_THREAD).ru_nvcsw
