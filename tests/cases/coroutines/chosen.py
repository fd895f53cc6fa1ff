"""Cases 17 and 20: a coroutine in one of two branches, and those that a comprehension makes."""

import asyncio

from loopsafe import callback


async def ring(times: int = 1) -> None: ...


async def knock() -> None: ...


@callback
def dropped(flag: bool, bells: list[int]) -> None:
    ring() if flag else knock()  # E: "ring" is never run: it is dropped  [unscheduled-coroutine] # E: "knock" is never run: it is dropped  [unscheduled-coroutine]
    [ring(bell) for bell in bells]  # E: "ring" is never run: it is dropped  [unscheduled-coroutine]


@callback
def held(flag: bool) -> None:
    sound = ring() if flag else knock()  # E: "ring" is never run: it is held  [unscheduled-coroutine] # E: "knock" is never run: it is held  [unscheduled-coroutine]
    if flag:
        return


@callback
def handed_over(flag: bool, bells: list[int]) -> None:
    sound = ring() if flag else knock()
    asyncio.ensure_future(sound)
    sounds = [ring(bell) for bell in bells]
    for one in sounds:
        asyncio.ensure_future(one)
    [asyncio.ensure_future(ring(bell)) for bell in bells]


@callback
def deleted() -> None:
    sound = ring()  # E: "ring" is never run: it is held  [unscheduled-coroutine]
    del sound
