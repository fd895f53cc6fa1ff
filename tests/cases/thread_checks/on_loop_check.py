"""Case 68: ``loopsafe.on_loop()``."""

import time

import loopsafe
from loopsafe import callback


def polite() -> None:
    if loopsafe.on_loop():
        return
    time.sleep(1)


def polite_with_else() -> None:
    if not loopsafe.on_loop():
        time.sleep(1)


def impolite() -> None:
    if loopsafe.on_loop():
        time.sleep(1)


@callback
def on_event() -> None:
    polite()
    polite_with_else()
    impolite()  # E: "impolite" reaches "time.sleep"  [blocking-call]
