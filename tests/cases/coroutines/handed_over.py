"""Case 18: a coroutine handed over as an argument, to whatever accepts one."""

import asyncio
from collections.abc import Awaitable, Coroutine
from typing import Any

from loopsafe import blocking, callback, thread_safe


async def work(number: int = 0) -> None: ...


def schedule(coroutine: Coroutine[Any, Any, None]) -> None: ...


def schedule_all(*jobs: Awaitable[None], **named: Awaitable[None]) -> None: ...


def queue_job(job: object, priority: int = 0) -> None: ...


def anything(job: Any) -> None: ...


class Hub:
    def create_task(self, target: Coroutine[Any, Any, None], name: str) -> None: ...


@callback
def on_event(loop: asyncio.AbstractEventLoop, group: asyncio.TaskGroup, hub: Hub) -> None:
    loop.create_task(work())
    asyncio.create_task(work(), name="work")
    asyncio.ensure_future(work())
    group.create_task(work())
    asyncio.gather(work(1), work(2))
    asyncio.run_coroutine_threadsafe(work(), loop)
    schedule(work())
    schedule(coroutine=work())
    schedule_all(work(), work(1), last=work(2))
    schedule_all(*[work(number) for number in range(3)])
    queue_job(work(), 1)
    anything(work())
    hub.create_task(work(), "work")
    hub.create_task(name="work", target=work())
    loop.call_soon(loop.create_task, work())
    loop.call_soon(lambda: loop.create_task(work()))


@blocking
def in_worker(loop: asyncio.AbstractEventLoop) -> None:
    asyncio.run_coroutine_threadsafe(work(), loop)
    schedule(work())


@thread_safe
def anywhere(loop: asyncio.AbstractEventLoop) -> None:
    asyncio.run_coroutine_threadsafe(work(), loop)


async def coroutine() -> None:
    await work()
    task = asyncio.create_task(work())
    await asyncio.wait_for(work(), 1)
    await task
