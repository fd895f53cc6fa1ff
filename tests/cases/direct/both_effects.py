"""Case 14: an unmarked function that needs the loop and blocks is wrong wherever it is called."""

import time

from loopsafe import blocking, callback, thread_safe


@callback
def fire() -> None: ...


def torn() -> None:
    fire()
    time.sleep(1)


def torn_deeper() -> None:
    def wait() -> None:
        time.sleep(1)

    fire_indirectly()
    wait()


def fire_indirectly() -> None:
    fire()


async def coroutine() -> None:
    torn()  # E: "torn" reaches "time.sleep"  [blocking-call]
    torn_deeper()  # E: "torn_deeper" reaches "time.sleep"  [blocking-call]


@callback
def on_event() -> None:
    torn()  # E: "torn" reaches "time.sleep"  [blocking-call]


@blocking
def in_worker() -> None:
    torn()  # E: "torn" reaches "fire"  [loop-only-call]
    torn_deeper()  # E: "torn_deeper" reaches "fire"  [loop-only-call]


@thread_safe
def anywhere() -> None:
    torn()  # E: "torn" reaches "time.sleep"  [blocking-call]  # E: "torn" reaches "fire"  [loop-only-call]
