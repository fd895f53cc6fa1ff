"""Cases 2, 5, 6 and 10: functions without annotations, whose bodies mypy does not check."""

import time

from loopsafe import blocking, callback, thread_safe


def one():
    time.sleep(1)


def two(number):
    one()


def ping(number):
    if number:
        pong(number - 1)


def pong(number):
    ping(number)
    one()


def pure(number):
    return number * 2


@callback
def on_event():
    time.sleep(1)  # E: "time.sleep"  [blocking-call]
    one()  # E: "one" reaches "time.sleep"  [blocking-call]
    two(1)  # E: "two" reaches "time.sleep"  [blocking-call]
    ping(1)  # E: "ping" reaches "time.sleep"  [blocking-call]
    pure(1)


@thread_safe
def anywhere(number):
    two(number)  # E: "two" reaches "time.sleep"  [blocking-call]


async def coroutine(number):
    one()  # E: "one" reaches "time.sleep"  [blocking-call]


@blocking
def in_worker():
    one()
    on_event()  # E: "on_event"  [loop-only-call]


@callback
def typed(number: int) -> None:
    two(number)  # E: "two" reaches "time.sleep"  [blocking-call]


def hands_over(loop):
    loop.call_soon(one)
