"""What threads have got of the machine's cores, as the kernel counts it.

For the `watchdog`, which has to tell a loop that is stuck from a machine that is busy.
"""

from __future__ import annotations

import sys
import threading
import time
from pathlib import Path

if sys.platform == "linux":
    import resource


def cpu_time(thread: int) -> float:
    """Return how long a thread has used the CPU, in seconds; 0 where that cannot be known.

    ``time.pthread_getcpuclockid`` must not be asked for a thread that may end: it reads freed
    memory. The clock's number is made from the kernel's number of the thread instead
    (``MAKE_THREAD_CPUCLOCK`` in Linux), and a wrong one is an error, nothing worse.
    """
    number = _kernels_number(thread)
    try:
        return time.clock_gettime(~number << 3 | 6) if number is not None else 0.0
    except OSError:
        return 0.0


def wait_for_a_core(thread: int) -> float:
    """Return how long a thread could have run and had no core, in seconds; 0 if nobody knows.

    It lets go of the GIL: not to be asked before the stack has been looked at.
    """
    try:
        text = Path(f"/proc/self/task/{_kernels_number(thread)}/schedstat").read_text("ascii")
        return int(text.split()[1]) / 1e9
    except (OSError, ValueError, IndexError):
        return 0.0


def _kernels_number(thread: int) -> int | None:
    if sys.platform != "linux":
        return None
    found = next((item for item in threading.enumerate() if item.ident == thread), None)
    return found.native_id if found is not None else None


def waits_of_this_thread() -> int:
    """Return how often this thread has given up its core to wait for something, so far.

    A thread that wants the GIL waits anew every 5 ms. 0 where there is no such count: then
    the GIL is blamed for nothing. It is asked in a way that keeps the GIL: reading ``/proc``
    lets it go, and the loop's thread with it.
    """
    if sys.platform != "linux":
        return 0
    return resource.getrusage(resource.RUSAGE_THREAD).ru_nvcsw
