"""Case 20: a coroutine in a local is fine when the local is handed over later."""

import asyncio
from collections.abc import Coroutine
from typing import Any, Optional

from loopsafe import callback


async def work() -> int:
    return 1


class Holder:
    job: Optional[Coroutine[Any, Any, int]] = None


@callback
def handed_over(loop: asyncio.AbstractEventLoop) -> None:
    job = work()
    loop.create_task(job)


@callback
def never() -> None:
    job = work()  # E: Coroutine "work" is never run  [unscheduled-coroutine]


@callback
def never_with_type() -> None:
    job: Coroutine[Any, Any, int] = work()  # E: Coroutine "work" is never run  [unscheduled-coroutine]


@callback
def in_a_branch(loop: asyncio.AbstractEventLoop, now: bool) -> None:
    job = work()
    if now:
        loop.create_task(job)


@callback
def by_another_name(loop: asyncio.AbstractEventLoop) -> None:
    job = work()
    same = job
    loop.create_task(same)


@callback
def by_another_name_never() -> None:
    job = work()  # E: Coroutine "work" is never run  [unscheduled-coroutine]
    same = job


@callback
def in_a_closure(loop: asyncio.AbstractEventLoop) -> None:
    job = work()

    def start() -> None:
        loop.create_task(job)

    loop.call_soon(start)


@callback
def walrus(loop: asyncio.AbstractEventLoop) -> None:
    loop.create_task(job := work())
    job.cr_running


@callback
def stored_or_returned(holder: Holder, now: bool) -> Optional[Coroutine[Any, Any, int]]:
    first = work()
    second = work()
    holder.job = first
    return second


@callback
def only_tested() -> None:
    job = work()  # E: Coroutine "work" is never run  [unscheduled-coroutine]
    if job:
        print("made")


@callback
def in_a_container(loop: asyncio.AbstractEventLoop) -> None:
    jobs = [work(), work()]
    for job in jobs:
        loop.create_task(job)
