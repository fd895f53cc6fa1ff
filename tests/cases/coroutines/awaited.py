"""Case 26: awaiting a coroutine that has an error of its own is no second error."""

import asyncio
import time
from collections.abc import Awaitable


async def faulty() -> int:
    time.sleep(1)  # E: "time.sleep"  [blocking-call]
    return 1


def relay() -> Awaitable[int]:
    return faulty()


class Device:
    async def refresh(self) -> int:
        return await faulty()


async def main(device: Device) -> None:
    await faulty()
    await relay()
    await asyncio.gather(faulty(), device.refresh())
    task = asyncio.create_task(faulty())
    await task
    [await faulty() for _ in range(3)]
