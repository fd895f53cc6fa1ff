"""Locks, futures, queues, threads, processes and modules that are ready.

See the package: a condition must not wait itself, and change nothing.
"""

from __future__ import annotations

import os
import sys
from typing import Any

from loopsafe.guard.conditions.arguments import Args, Kwargs


def free_lock(lock: Any) -> bool:
    """Whether a lock can be had at once. It is taken and given back to find out."""
    if lock.acquire(False):  # noqa: FBT003  (locks of multiprocessing name it "block")
        lock.release()
        return True
    return False


def condition_lock(args: Args, _kwargs: Kwargs) -> bool:
    """The lock of a `threading.Condition` is free."""
    return free_lock(args[0]._lock)


def process_lock(args: Args, _kwargs: Kwargs) -> bool:
    """A lock or semaphore of `multiprocessing`, or the C object in it, that is free."""
    return free_lock(getattr(args[0], "_semlock", args[0]))


def semaphore(args: Args, _kwargs: Kwargs) -> bool:
    """A semaphore that is above zero."""
    return bool(args[0]._value > 0)


def event_set(args: Args, _kwargs: Kwargs) -> bool:
    """An event that has happened."""
    return bool(args[0].is_set())


def last_party(args: Args, _kwargs: Kwargs) -> bool:
    """The last one to arrive at a barrier waits for nobody."""
    return bool(args[0].n_waiting + 1 >= args[0].parties)


def not_alive(args: Args, _kwargs: Kwargs) -> bool:
    """A thread or process that is over."""
    return not args[0].is_alive()


def future_done(args: Args, _kwargs: Kwargs) -> bool:
    """A future that has its result."""
    return bool(args[0].done())


def futures_done(args: Args, _kwargs: Kwargs) -> bool:
    """Futures of which all have their results."""
    futures = args[0]
    return isinstance(futures, (list, tuple, set, frozenset, dict)) and all(
        item.done() for item in futures
    )


def executor_idle(args: Args, _kwargs: Kwargs) -> bool:
    """An executor that has no worker to wait for."""
    threads = getattr(args[0], "_threads", None)
    if threads is not None:
        return not any(thread.is_alive() for thread in list(threads))
    return not getattr(args[0], "_processes", None)


def queue_filled(args: Args, _kwargs: Kwargs) -> bool:
    """A queue that has something in it."""
    return not args[0].empty()


def queue_settled(args: Args, _kwargs: Kwargs) -> bool:
    """A queue whose tasks are all done."""
    return not args[0].unfinished_tasks


def child_over(args: Args, _kwargs: Kwargs) -> bool:
    """A child process that has ended."""
    return args[0].poll() is not None


def only_looks(args: Args, _kwargs: Kwargs) -> bool:
    """Waiting for a child process with ``WNOHANG``: the options come last."""
    return bool(args[-1] & os.WNOHANG)


def module_loaded(args: Args, kwargs: Kwargs) -> bool:
    """A module that is there already."""
    name = args[0] if args else kwargs["name"]
    package = args[1] if len(args) > 1 else kwargs.get("package")
    if name.startswith("."):
        import importlib.util  # noqa: PLC0415  (seldom needed)

        name = importlib.util.resolve_name(name, package)
    return name in sys.modules


def asked_for(_args: Args, _kwargs: Kwargs) -> bool:
    """A debugger stops the loop because somebody wants that."""
    return True
