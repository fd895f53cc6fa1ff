"""Case 75: ``type: ignore`` silences its line, when it names the right code or none."""

import time

from loopsafe import blocking, callback


def slow(*numbers: int) -> None:
    time.sleep(1)


@callback
def fire() -> None: ...


async def work() -> None: ...


@callback
def on_event() -> None:
    time.sleep(1)  # type: ignore[blocking-call]
    slow()  # type: ignore[blocking-call]
    slow()  # type: ignore
    slow(  # type: ignore[blocking-call]
        1,
        2,
    )
    slow()  # type: ignore[loop-only-call]  # E: "slow" reaches "time.sleep"  [blocking-call]
    work()  # type: ignore[unscheduled-coroutine]
    slow()  # E: "slow" reaches "time.sleep"  [blocking-call]


@blocking
def in_worker() -> None:
    fire()  # type: ignore[loop-only-call, blocking-call]
    fire()  # E: "fire"  [loop-only-call]


@callback  # type: ignore[category-marker]
async def marked() -> None: ...
