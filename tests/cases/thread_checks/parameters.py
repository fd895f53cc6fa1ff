"""Case 68: what a function does with a parameter behind a check counts where the check lets it."""

import asyncio
import threading
import time
from collections.abc import Callable

import loopsafe
from loopsafe import blocking, callback, thread_safe

loop: asyncio.AbstractEventLoop
event: asyncio.Event


def slow() -> None:
    time.sleep(1)


@callback
def fire() -> None:
    event.set()


def call_on_the_loop(action: Callable[[], object]) -> None:
    if loopsafe.on_loop():
        action()


def call_off_the_loop(action: Callable[[], object]) -> None:
    if loopsafe.on_loop():
        return
    action()


def pass_on(action: Callable[[], object]) -> None:
    call_off_the_loop(action)


def consume(items: list[int], action: Callable[[int], object]) -> None:
    if threading.get_ident() == 1:
        list(map(action, items))


def hand_over_from_elsewhere(action: Callable[[], object]) -> None:
    if not loopsafe.on_loop():
        loop.call_soon_threadsafe(action)


@thread_safe
def anywhere() -> None:
    call_on_the_loop(fire)
    call_on_the_loop(slow)  # E: "call_on_the_loop" reaches "time.sleep"  [blocking-call]
    call_off_the_loop(slow)
    call_off_the_loop(fire)  # E: "fire"  [loop-only-call]
    pass_on(slow)
    pass_on(fire)  # E: "fire"  [loop-only-call]
    hand_over_from_elsewhere(slow)  # E: [callable-context]


@callback
def on_the_loop() -> None:
    call_on_the_loop(slow)  # E: "call_on_the_loop" reaches "time.sleep"  [blocking-call]
    call_off_the_loop(slow)
    pass_on(slow)
    hand_over_from_elsewhere(slow)  # never does, on the loop


@blocking
def in_a_worker() -> None:
    call_on_the_loop(slow)
    call_off_the_loop(fire)  # E: "fire"  [loop-only-call]
    hand_over_from_elsewhere(slow)  # E: [callable-context]


def of_unknown_thread() -> None:
    if loopsafe.on_loop():
        hand_over_from_elsewhere(slow)
    else:
        hand_over_from_elsewhere(slow)  # E: [callable-context]


async def later() -> None:
    of_unknown_thread()
    consume([1], lambda _: time.sleep(1))  # E: "time.sleep"  [blocking-call]
