"""``python -m loopsafe_mypy``: the process that ``loopsafe check`` starts.

Owns the command line and how the process ends: exit status, interrupts, closed pipes, and one
clear line when it cannot run. What the linter does is in `loopsafe_mypy.linter`, which is
imported only once mypy is known to be one that it works with.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import signal
import sys
import traceback
from typing import TYPE_CHECKING, Final, NoReturn

from loopsafe_mypy import SUPPORTED

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import FrameType

CANNOT_RUN: Final = 2
INTERRUPTED: Final = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Check a project.

    Args:
        argv: The arguments; those of this process by default.

    Returns:
        The exit status: 0 clean, 1 findings, 2 cannot run.
    """
    arguments = _parser().parse_args(argv)

    from mypy.version import __version__ as installed  # noqa: PLC0415  (--help needs no mypy)

    first, beyond = (".".join(map(str, version)) for version in SUPPORTED)
    numbers = tuple(int(part) for part in installed.split(".")[:2] if part.isdigit())
    if not SUPPORTED[0] <= numbers < SUPPORTED[1]:
        return _refuse(
            f"mypy {installed} is installed, but this version of loopsafe needs mypy>={first},"
            f'<{beyond}: install it with pip install "loopsafe[mypy]"'
        )

    from loopsafe_mypy import linter  # noqa: PLC0415  (imports what only that mypy has)

    try:
        return linter.run(linter.Request(**vars(arguments)))
    except linter.CannotRunError as problem:
        return _refuse(str(problem))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="loopsafe check",
        description="Report what would block the asyncio event loop. This runs mypy with "
        "loopsafe's plugin and shows nothing but the plugin's findings. The project's mypy "
        "configuration is used where there is one, for paths, versions and exclusions.",
        epilog="Exit status: 0 no findings, 1 findings, 2 the check could not run.",
    )
    parser.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="files and folders to check (default: what the configuration names in files, "
        "packages or modules, else the current folder)",
    )
    parser.add_argument(
        "--config-file",
        metavar="FILE",
        help="mypy's configuration, with loopsafe's own section (default: as mypy finds it)",
    )
    parser.add_argument(
        "--python-version", metavar="X.Y", help="check as for this version of Python"
    )
    parser.add_argument(
        "--strict", action="store_true", help="report calls with unknown effects as well"
    )
    parser.add_argument(
        "--stats",
        action="store_true",
        help="show as well how many calls were seen through, and why the others were not",
    )
    parser.add_argument(
        "--output",
        choices=("text", "json"),
        default="text",
        help="json: one object a line, with file, line, column (the first is 1), code, message "
        "and notes (default: %(default)s)",
    )
    parser.add_argument(
        "--cache-dir",
        metavar="DIR",
        help='keep results for the next run there (default: "loopsafe" in mypy\'s cache folder)',
    )
    parser.add_argument(
        "-n",
        "--num-workers",
        metavar="N",
        help='check in this many processes, or "auto" (default: mypy\'s own setting, else one)',
    )
    return parser


def _refuse(problem: str) -> int:
    print(f"loopsafe: error: {problem}", file=sys.stderr)
    return CANNOT_RUN


def _interrupt(_signal: int, _frame: FrameType | None) -> NoReturn:
    # One interrupt is enough: the next one would only break up the orderly end of this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise KeyboardInterrupt


def _process() -> NoReturn:
    """Run `main` as a process of its own, and end it."""
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


if __name__ == "__main__":
    _process()
