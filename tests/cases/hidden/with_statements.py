"""Case 42: ``with`` runs ``__enter__`` and ``__exit__``; several managers in one statement."""

import threading
import time
from typing import Self

from loopsafe import callback


class SlowEnter:
    def __enter__(self) -> Self:
        time.sleep(1)
        return self

    def __exit__(self, *args: object) -> None: ...


class SlowExit:
    def __enter__(self) -> Self:
        return self

    def __exit__(self, *args: object) -> None:
        time.sleep(1)


class Fast:
    def __enter__(self) -> Self:
        return self

    def __exit__(self, *args: object) -> None: ...


class Holder:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.rlock = threading.RLock()
        self.condition = threading.Condition()

    def guarded(self) -> int:
        with self.lock:
            return 1


def enters(manager: SlowEnter) -> None:
    with manager:
        pass


@callback
def on_event(enter: SlowEnter, leave: SlowExit, fast: Fast, holder: Holder) -> None:
    with enter:  # E: reaches "time.sleep"  [blocking-call]
        pass
    with leave as bound:  # E: reaches "time.sleep"  [blocking-call]
        assert bound
    with fast:
        pass
    with fast, enter, fast:  # E: reaches "time.sleep"  [blocking-call]
        pass
    with (
        fast,
        SlowEnter() as made,  # E: reaches "time.sleep"  [blocking-call]
        leave,  # E: reaches "time.sleep"  [blocking-call]
    ):
        assert made
    enters(enter)  # E: "enters" reaches "time.sleep"  [blocking-call]
    with holder.lock:  # E: "threading.Lock  [blocking-call]
        pass
    with holder.rlock:  # E: "threading.RLock  [blocking-call]
        pass
    with holder.condition:  # E: "threading.Condition  [blocking-call]
        pass
    holder.guarded()  # E: reaches "threading.Lock  [blocking-call]
