"""Case 45: a coroutine waits for a coroutine on its own loop, for ever."""

import asyncio

async def fetch() -> int:
    return 1

async def handler(loop: asyncio.AbstractEventLoop) -> int:
    return asyncio.run_coroutine_threadsafe(fetch(), loop).result()  # E: [blocking-call]
