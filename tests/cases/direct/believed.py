"""Cases 15 and 16: a marker is believed; an unchecked body is not verified."""

import time

from loopsafe import blocking, callback, thread_safe


@blocking
def nothing() -> None: ...


@blocking
def computes(number: int) -> int:
    return number


@thread_safe(unchecked=True)
def trusted() -> None:
    time.sleep(1)


@callback(unchecked=True)
def trusted_on_loop() -> None:
    time.sleep(1)


@blocking(unchecked=True)
def trusted_in_worker() -> None:
    trusted_on_loop()


def uses_nothing() -> None:
    nothing()


async def main() -> None:
    nothing()  # E: "nothing"  [blocking-call]
    computes(1)  # E: "computes"  [blocking-call]
    uses_nothing()  # E: "uses_nothing" reaches "nothing"  [blocking-call]
    trusted()
    trusted_on_loop()
    trusted_in_worker()  # E: "trusted_in_worker"  [blocking-call]


@blocking
def in_worker() -> None:
    nothing()
    trusted()
    trusted_on_loop()  # E: "trusted_on_loop"  [loop-only-call]
