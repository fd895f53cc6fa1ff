"""Case 1: a blocking primitive called in an ``async def``."""

import time


async def main() -> None:
    time.sleep(1)  # E: Blocking call on the event loop: "time.sleep"  [blocking-call]  # N: Use "asyncio.sleep"
