"""Cases 10 and 11: recursive helpers, entered from each end; a fixpoint, not a cut edge."""

import time

from loopsafe import callback


def countdown(number: int) -> None:
    if number:
        countdown(number - 1)
    else:
        time.sleep(1)


def ping(number: int) -> None:
    if number:
        pong(number - 1)


def pong(number: int) -> None:
    time.sleep(0.1)
    ping(number)


def first(number: int) -> None:
    """Visiting depth-first from here, a cut edge would leave `second` clean."""
    second(number)
    third(number)


def second(number: int) -> None:
    first(number)


def third(number: int) -> None:
    second(number)
    leaf()


def leaf() -> None:
    time.sleep(1)


def even(number: int) -> bool:
    return number == 0 or odd(number - 1)


def odd(number: int) -> bool:
    return number != 0 and even(number - 1)


def blocks_beside(number: int) -> bool:
    time.sleep(1)
    return even(number)


@callback
def enters() -> None:
    countdown(3)  # E: "countdown" reaches "time.sleep"  [blocking-call]
    ping(3)  # E: "ping" reaches "time.sleep"  [blocking-call]
    pong(3)  # E: "pong" reaches "time.sleep"  [blocking-call]
    first(3)  # E: "first" reaches "time.sleep"  [blocking-call]
    second(3)  # E: "second" reaches "time.sleep"  [blocking-call]
    third(3)  # E: "third" reaches "time.sleep"  [blocking-call]
    even(3)
    odd(3)
    blocks_beside(3)  # E: "blocks_beside" reaches "time.sleep"  [blocking-call]
