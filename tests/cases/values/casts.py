"""Case 54: a cast changes what is known of a value, not what it does."""

import time
from collections.abc import Callable
from typing import cast

from typing_extensions import assert_type


class Waiter:
    def __call__(self) -> None:
        time.sleep(1)


def quick() -> None: ...


async def main(waiter: Waiter) -> None:
    cast("Callable[[], None]", waiter)()  # E: reaches "time.sleep"  [blocking-call]
    cast(Callable[[], None], quick)()
    action = cast(Callable[[], None], waiter)
    action()  # E: reaches "time.sleep"  [blocking-call]
    assert_type(waiter, Waiter)()  # E: reaches "time.sleep"  [blocking-call]
