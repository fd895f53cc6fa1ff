"""Case 48: one of several functions is called: wrong when one of them blocks."""

import time

from loopsafe import blocking, callback


def slow() -> None:
    time.sleep(1)


def fast() -> None: ...


@callback
def fire() -> None: ...


@callback
def on_event(now: bool) -> None:
    (slow if now else fast)()  # E: reaches "time.sleep"  [blocking-call]
    (fast if now else slow)()  # E: reaches "time.sleep"  [blocking-call]
    (fast or slow)()  # E: reaches "time.sleep"  [blocking-call]
    (fast if now else fire)()
    action = slow if now else fast
    action()  # E: reaches "time.sleep"  [blocking-call]


@callback
def in_two_steps(now: bool) -> None:
    action = fast
    if now:
        action = slow
    action()  # E: reaches "time.sleep"  [blocking-call]


@blocking
def in_worker(now: bool) -> None:
    (fast if now else fire)()  # E: "fire"  [loop-only-call]
    (slow if now else fast)()
