"""Cases 33 and 36: the callable is bound to a local first; the hand-off decides, not the binding."""

import asyncio
import functools
import time

from loopsafe import callback


def slow(number: int = 0) -> None:
    time.sleep(1)


@callback
def on_event(loop: asyncio.AbstractEventLoop) -> None:
    action = slow
    loop.run_in_executor(None, action)
    loop.call_soon(action)  # E: [callable-context]


@callback
def with_partial(loop: asyncio.AbstractEventLoop) -> None:
    action = functools.partial(slow, 1)
    loop.run_in_executor(None, action)
    loop.call_soon(action)  # E: [callable-context]


@callback
def with_lambda(loop: asyncio.AbstractEventLoop) -> None:
    action = lambda: slow(1)
    loop.run_in_executor(None, action)
    loop.call_soon(action)  # E: [callable-context]


async def coroutine() -> None:
    loop = asyncio.get_running_loop()
    schedule = loop.call_soon
    schedule(slow)  # E: [callable-context]
