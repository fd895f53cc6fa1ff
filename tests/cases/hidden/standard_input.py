"""Case 45: sys.stdin waits for somebody, although its declared type may be in memory."""

import io
import sys
from sys import stdin
from typing import TextIO

from loopsafe import callback


def ask() -> str:
    return sys.stdin.readline()


@callback
def on_event(text: TextIO) -> None:
    sys.stdin.readline()  # E: "io.TextIOWrapper.readline"  [blocking-call]
    stdin.read()  # E: "io.TextIOWrapper.read"  [blocking-call]
    for _ in sys.stdin:  # E: "io.TextIOWrapper.__iter__"  [blocking-call]
        pass
    ask()  # E: "ask" reaches "io.TextIOWrapper.readline"  [blocking-call]
    sys.stdin.isatty()
    sys.stdout.write("text")
    text.read()
    io.StringIO("text").readline()
