"""Cases 35, 37 and 38: parameters that say on which thread a callable will be called."""

import time
from collections.abc import Callable

from loopsafe import AnyThread, InWorker, OnLoop, blocking, callback, thread_safe


def listen(listener: OnLoop[Callable[[], None]]) -> None: ...


def run_job(job: InWorker[Callable[[], None]]) -> None: ...


def anywhere(action: AnyThread[Callable[[], None]]) -> None: ...


@blocking
def load() -> None: ...


@callback
def fire() -> None: ...


@thread_safe
def compute() -> None: ...


def inferred() -> None:
    time.sleep(1)


async def coroutine() -> None:
    listen(load)  # E: "load"  [callable-context]
    listen(inferred)  # E: "inferred"  [callable-context]
    listen(lambda: time.sleep(1))  # E: [callable-context]
    listen(fire)
    listen(compute)
    run_job(fire)  # E: "fire"  [callable-context]
    run_job(lambda: fire())  # E: [callable-context]
    run_job(load)
    run_job(inferred)
    run_job(compute)
    anywhere(load)  # E: "load"  [callable-context]
    anywhere(fire)  # E: "fire"  [callable-context]
    anywhere(compute)


def calls_slot(listener: OnLoop[Callable[[], None]], job: InWorker[Callable[[], None]]) -> None:
    """What a slot demands it provides too."""


@callback
def on_event(listener: OnLoop[Callable[[], None]], job: InWorker[Callable[[], None]]) -> None:
    listener()
    job()  # E: "job"  [blocking-call]


@blocking
def in_worker(listener: OnLoop[Callable[[], None]], job: InWorker[Callable[[], None]]) -> None:
    listener()  # E: "listener"  [loop-only-call]
    job()
