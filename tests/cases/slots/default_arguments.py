"""Case 39: a default argument is evaluated where the function stands: what it hands over is checked.

That is how frameworks inject dependencies: ``def endpoint(user=Depends(find_user))``.
"""

import time
from collections.abc import Callable

from loopsafe import InWorker, callback


def depends(function: InWorker[Callable[[], int]]) -> int:
    return 0


@callback
def on_loop() -> int:
    return 1


def reaches_loop() -> int:
    return on_loop()


def slow() -> int:
    time.sleep(1)
    return 1


def fine(value: int = depends(slow)) -> int:
    return value


def wrong(value: int = depends(reaches_loop)) -> int:  # E: "reaches_loop"  [callable-context]
    return value


async def endpoint(*, value: int = depends(on_loop)) -> int:  # E: "on_loop"  [callable-context]
    return value


class Page:
    def get(
        self,
        first: int = depends(slow),
        second: int = depends(on_loop),  # E: "on_loop"  [callable-context]
    ) -> int:
        return first + second
