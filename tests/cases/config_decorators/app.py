"""Case 73: decorators named in the configuration are markers, under every import."""

import time

import framework
import framework.core
from framework.core import anywhere, in_worker, other
from framework.core import callback as on_loop

import loopsafe


@on_loop
def first() -> None:
    time.sleep(1)  # E: "time.sleep"  [blocking-call]


@framework.callback
def second() -> None:
    time.sleep(1)  # E: "time.sleep"  [blocking-call]


@framework.core.callback
def third() -> None: ...


@anywhere
def lookup() -> None:
    time.sleep(1)  # E: "time.sleep"  [blocking-call]


@in_worker
def load() -> None:
    third()  # E: "third"  [loop-only-call]


@other
def unmarked() -> None:
    time.sleep(1)


@on_loop  # E: [category-marker]
async def on_coroutine() -> None: ...


@loopsafe.callback
def ours() -> None:
    third()
    load()  # E: "load"  [blocking-call]
    unmarked()  # E: "unmarked" reaches "time.sleep"  [blocking-call]
