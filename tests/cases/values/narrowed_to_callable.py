"""Cases 50, 78: what "callable()" is true of has a class that only mypy knows."""

import time


def call_all(*actions: object) -> None:
    for action in actions:
        if callable(action):
            action()


def call_one(action: object) -> object:
    return action() if callable(action) else action


async def main(value: object) -> None:
    if callable(value):
        value()
    call_all(print)
    call_one(time.sleep)  # E: reaches "time.sleep"  [blocking-call]
