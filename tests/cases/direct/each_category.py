"""Cases 1 to 4: a blocking primitive called in each category, in unmarked code, at module level."""

import time

from loopsafe import blocking, callback, thread_safe

time.sleep(0.1)


class AtImport:
    """A class body of a module runs when the module is imported."""

    time.sleep(0.1)


async def coroutine() -> None:
    time.sleep(1)  # E: Blocking call on the event loop: "time.sleep"  [blocking-call]


@callback
def on_event() -> None:
    time.sleep(1)  # E: Blocking call on the event loop: "time.sleep"  [blocking-call]


@thread_safe
def lookup() -> None:
    time.sleep(1)  # E: Blocking call in a thread-safe function: "time.sleep"  [blocking-call]


@blocking
def in_worker() -> None:
    time.sleep(1)


@blocking(kind="sleep", instead="asyncio.sleep")
def in_worker_with_details() -> None:
    time.sleep(1)


def unmarked() -> None:
    time.sleep(1)


class Device:
    async def refresh(self) -> None:
        time.sleep(1)  # E: "time.sleep"  [blocking-call]

    @callback
    def on_event(self) -> None:
        time.sleep(1)  # E: "time.sleep"  [blocking-call]

    @thread_safe
    def lookup(self) -> None:
        time.sleep(1)  # E: "time.sleep"  [blocking-call]

    @blocking
    def in_worker(self) -> None:
        time.sleep(1)
