"""Case 25: the special methods of ``await`` and ``async for`` that are not coroutines themselves."""

import time
from collections.abc import Generator
from typing import Any

from typing_extensions import Self


class SlowSource:
    def __aiter__(self) -> Self:
        time.sleep(1)
        return self

    async def __anext__(self) -> int:
        raise StopAsyncIteration


class SlowResult:
    def __await__(self) -> Generator[Any, Any, int]:
        time.sleep(1)
        yield
        return 1


class SlowManager:
    def __aenter__(self) -> SlowResult:
        time.sleep(1)
        return SlowResult()

    async def __aexit__(self, *args: object) -> None: ...


async def coroutine(source: SlowSource, result: SlowResult, manager: SlowManager) -> None:
    async for _ in source:  # E: reaches "time.sleep"  [blocking-call]
        pass
    [number async for number in source]  # E: reaches "time.sleep"  [blocking-call]
    await result  # E: reaches "time.sleep"  [blocking-call]
    async with manager:  # E: reaches "time.sleep"  [blocking-call]
        pass
