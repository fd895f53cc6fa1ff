from collections.abc import Iterable

from loopsafe import callback

from .lib import numbers


@callback
def passes_on() -> Iterable[int]:
    return numbers()  # E: "numbers" reaches "time.sleep"  [blocking-call]


@callback
def iterates() -> None:
    for _ in numbers():  # E: "numbers" reaches "time.sleep"  [blocking-call]
        pass
