"""Case 72: a marker under another name, bound by assignment."""

import time

import loopsafe

mark = loopsafe.callback
mark_blocking = loopsafe.blocking(kind="disk")


@mark
def on_event() -> None:
    time.sleep(1)  # E: "time.sleep"  [blocking-call]


@mark_blocking
def load() -> None: ...


async def main() -> None:
    load()  # E: "load"  [blocking-call]
