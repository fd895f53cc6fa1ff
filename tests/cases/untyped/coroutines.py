"""Cases 17 and 24: coroutines in functions without annotations."""

import asyncio
import threading

from loopsafe import blocking, callback


async def work(): ...


@callback
def on_event(loop):
    work()  # E: Coroutine "work" is never run  [unscheduled-coroutine]
    asyncio.create_task(work())
    loop.create_task(work())
    job = work()
    loop.create_task(job)
    threading.Thread(target=work).start()  # E: Coroutine "work" is never run


@callback
def returned():
    return work()


@blocking
def in_worker():
    asyncio.create_task(work())  # E: [loop-only-call]
    asyncio.run(work())
