"""Case 64: a constant declared ``Final`` has a literal type: it decides like the literal itself."""

import threading
from typing import Final, Literal

from loopsafe import callback

NO: Final = False
YES: Final = True


class Settings:
    wait: Literal[False] = False


def try_lock(lock: threading.Lock) -> bool:
    return lock.acquire(NO)


@callback
def on_event(lock: threading.Lock, settings: Settings, never: Literal[False]) -> None:
    lock.acquire(blocking=NO)
    lock.acquire(settings.wait)
    lock.acquire(never)
    lock.acquire(YES)  # E: [blocking-call]
    try_lock(lock)
