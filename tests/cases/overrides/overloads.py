"""Case 62: of several overloads the chosen one counts."""

from typing import Literal, overload

from loopsafe import blocking, callback, thread_safe


@overload
@thread_safe
def take(wait: Literal[False]) -> int: ...
@overload
@blocking
def take(wait: bool = True) -> int: ...
def take(wait: bool = True) -> int:
    return 1


@callback
def on_event(flag: bool) -> None:
    take(False)
    take(wait=False)
    take()  # E: "take"  [blocking-call]
    take(flag)  # E: "take"  [blocking-call]
