"""Start a tool that needs mypy, in a process of its own.

The work is done by ``loopsafe_mypy``. The runtime must not import it, nor mypy, so this module only
finds out whether they are there, and runs them.
"""

from __future__ import annotations

import importlib.util
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import FrameType

NEEDED: Final = ("mypy", "loopsafe_mypy")
CANNOT_RUN: Final = 2
KILLED: Final = 128
"""A shell reports a process that a signal has ended as this, plus the signal's number."""


def run_tool(command: str, module: str, arguments: Sequence[str]) -> int:
    """Run a module with this process's standard streams.

    Args:
        command: What the user has called, for the message that mypy is missing.
        module: The module to run.
        arguments: Its arguments.

    Returns:
        Its exit status; 2 if it cannot run, 130 if it was interrupted.
    """
    if any(importlib.util.find_spec(name) is None for name in NEEDED):
        print(
            f'loopsafe: error: "loopsafe {command}" needs mypy: '
            'install it with pip install "loopsafe[mypy]"',
            file=sys.stderr,
        )
        return CANNOT_RUN
    # -P: a file of the project that is called like a module of the standard library must not be
    # imported in its stead.
    status = _run([sys.executable, "-P", "-m", module, *arguments])
    return status if status >= 0 else KILLED - status


def _run(command: Sequence[str]) -> int:
    """Run a command to its end, also when this process is interrupted in between."""
    child: subprocess.Popen[bytes] | None = None
    early = False

    # Not by KeyboardInterrupt, which may come between the start of the child and the "try" that
    # would catch it. A terminal interrupts both processes, "kill -INT" only this one; the tool
    # takes a second interrupt for the first.
    def pass_on(_signal: int, _frame: FrameType | None) -> None:
        nonlocal early
        if child is None:
            early = True
        elif os.name == "posix":
            child.send_signal(signal.SIGINT)

    before = signal.signal(signal.SIGINT, pass_on)
    try:
        child = subprocess.Popen(command)  # noqa: S603  (our own interpreter and module)
        if early:
            pass_on(signal.SIGINT, None)
        return child.wait()
    finally:
        signal.signal(signal.SIGINT, before)
