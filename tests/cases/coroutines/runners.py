"""Case 23: ``asyncio.run`` and ``run_until_complete`` block: wrong on the loop, right elsewhere."""

import asyncio

from loopsafe import blocking, callback


async def work() -> None: ...


def run_all() -> None:
    asyncio.run(work())


@callback
def on_event(loop: asyncio.AbstractEventLoop) -> None:
    asyncio.run(work())  # E: "asyncio.run"  [blocking-call]
    loop.run_until_complete(work())  # E: run_until_complete"  [blocking-call]
    loop.run_forever()  # E: run_forever"  [blocking-call]
    run_all()  # E: "run_all" reaches "asyncio.run"  [blocking-call]


async def coroutine(loop: asyncio.AbstractEventLoop) -> None:
    loop.run_until_complete(work())  # E: run_until_complete"  [blocking-call]


@blocking
def in_worker(loop: asyncio.AbstractEventLoop) -> None:
    asyncio.run(work())
    loop.run_until_complete(work())
    run_all()


def main() -> None:
    asyncio.run(work())
