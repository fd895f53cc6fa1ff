"""How the processes that the ``loopsafe`` command starts begin and end.

Owns what they have in common: which mypy they work with, interrupts, closed pipes, and one clear
line when they cannot run.
"""

from __future__ import annotations

import contextlib
import io
import os
import signal
import sys
import traceback
from typing import TYPE_CHECKING, Final, NoReturn

from loopsafe_mypy import SUPPORTED

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

CANNOT_RUN: Final = 2
INTERRUPTED: Final = 130


def wrong_mypy() -> str | None:
    """Return what is wrong with the installed mypy, or ``None``."""
    from mypy.version import __version__ as installed  # noqa: PLC0415  (--help needs no mypy)

    first, beyond = (".".join(map(str, version)) for version in SUPPORTED)
    numbers = tuple(int(part) for part in installed.split(".")[:2] if part.isdigit())
    if SUPPORTED[0] <= numbers < SUPPORTED[1]:
        return None
    return (
        f"mypy {installed} is installed, but this version of loopsafe needs mypy>={first},"
        f'<{beyond}: install it with pip install "loopsafe[mypy]"'
    )


def refuse(problem: str) -> int:
    """Say in one line why it cannot be done; return the exit status."""
    print(f"loopsafe: error: {problem}", file=sys.stderr)
    return CANNOT_RUN


def run_as_process(main: Callable[[], int]) -> NoReturn:
    """Run a ``main`` as a process of its own, and end it."""
    signal.signal(signal.SIGINT, _interrupt)
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A path or a name that the terminal's encoding lacks is no reason to stop.
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        status = main()
    except KeyboardInterrupt:
        print("loopsafe: interrupted", file=sys.stderr)
        status = INTERRUPTED
    except Exception:  # noqa: BLE001  (Python's own status for a crash means "findings" here)
        traceback.print_exc()
        status = CANNOT_RUN
    # A reader who has left does not hear of it again.
    with contextlib.suppress(OSError):
        sys.stdout.flush()
        sys.stderr.flush()
    # As mypy does: to free a large program's trees takes seconds, and serves nothing.
    os._exit(status)


def _interrupt(_signal: int, _frame: FrameType | None) -> NoReturn:
    # One interrupt is enough: the next one would only break up the orderly end of this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise KeyboardInterrupt
