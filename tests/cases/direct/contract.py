"""Case 8: one error for each call site, and none in the callers of a marked function."""

import time

from loopsafe import callback, thread_safe


@callback
def lowest() -> None:
    time.sleep(1)  # E: "time.sleep"  [blocking-call]
    time.sleep(2)  # E: "time.sleep"  [blocking-call]


@callback
def above() -> None:
    lowest()


def between() -> None:
    lowest()
    above()


@thread_safe
def promised() -> int:
    time.sleep(1)  # E: "time.sleep"  [blocking-call]
    return 1


async def other() -> None:
    time.sleep(1)  # E: "time.sleep"  [blocking-call]


async def top() -> None:
    lowest()
    above()
    between()
    promised()
    await other()


def helper() -> None:
    time.sleep(1)


@callback
def calls_twice() -> None:
    helper()  # E: "helper" reaches "time.sleep"  [blocking-call]
    helper()  # E: "helper" reaches "time.sleep"  [blocking-call]
