"""Case 25: blocking calls in every kind of body that runs on the loop."""

import time
from collections.abc import AsyncIterator

from typing_extensions import Self


def slow(number: int) -> int:
    time.sleep(1)
    return number


class Source:
    async def __aenter__(self) -> Self:
        time.sleep(1)  # E: "time.sleep"  [blocking-call]
        return self

    async def __aexit__(self, *args: object) -> None:
        time.sleep(1)  # E: "time.sleep"  [blocking-call]

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> int:
        return slow(1)  # E: "slow" reaches "time.sleep"  [blocking-call]

    async def __call__(self) -> int:
        return slow(1)  # E: "slow" reaches "time.sleep"  [blocking-call]


async def generate() -> AsyncIterator[int]:
    time.sleep(1)  # E: "time.sleep"  [blocking-call]
    yield slow(1)  # E: "slow" reaches "time.sleep"  [blocking-call]


async def comprehensions(source: Source) -> None:
    [slow(number) async for number in generate()]  # E: "slow" reaches "time.sleep"  [blocking-call]
    {number async for number in generate() if slow(number)}  # E: "slow" reaches "time.sleep"  [blocking-call]
    [number async for number in generate()]
    async for number in source:
        slow(number)  # E: "slow" reaches "time.sleep"  [blocking-call]
    async with source:
        slow(1)  # E: "slow" reaches "time.sleep"  [blocking-call]
    await source()


async def outer() -> None:
    async def inner() -> None:
        time.sleep(1)  # E: "time.sleep"  [blocking-call]

    await inner()


def unmarked() -> None:
    async def inner() -> None:
        time.sleep(1)  # E: "time.sleep"  [blocking-call]
