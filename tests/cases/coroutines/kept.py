"""Case 19: a coroutine returned, yielded, appended or stored is somebody else's to run."""

from collections.abc import Coroutine, Iterator
from typing import Any, Optional

from loopsafe import blocking, callback, thread_safe

Job = Coroutine[Any, Any, None]

waiting: list[Job] = []
latest: Optional[Job] = None


async def work() -> None: ...


class Queue:
    last: Job

    def __init__(self) -> None:
        self.jobs: list[Job] = []
        self.named: dict[str, Job] = {}

    @callback
    def add(self) -> None:
        self.jobs.append(work())
        self.named["work"] = work()
        self.last = work()
        self.jobs[0], self.last = work(), work()
        self.jobs += [work()]
        Queue.last = work()


@callback
def returned() -> Job:
    return work()


@thread_safe
def returned_in_a_pair() -> tuple[Job, int]:
    return work(), 1


@callback
def yielded() -> Iterator[Job]:
    yield work()
    yield from [work(), work()]


@blocking
def appended() -> None:
    waiting.append(work())


@callback
def stored_in_global(now: bool) -> Optional[Job]:
    global latest
    latest = work()
    return work() if now else None


@callback
def returned_by_lambda() -> list[Job]:
    make = lambda: work()
    return [make(), *(work() for _ in range(2))]
