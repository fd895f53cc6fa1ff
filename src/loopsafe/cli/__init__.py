"""The ``loopsafe`` command: which sub-commands there are.

A sub-command is one module of this package with a ``SUMMARY`` and a ``run``. It reads its own
arguments, so that what it needs (``check`` needs mypy) is loaded only when it is asked for.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import sys
from typing import TYPE_CHECKING, Final

from loopsafe.cli import check, stubgen

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["main"]

COMMANDS: Final[dict[str, tuple[str, Callable[[Sequence[str]], int]]]] = {
    "check": (check.SUMMARY, check.run),
    "stubgen": (stubgen.SUMMARY, stubgen.run),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run the ``loopsafe`` command.

    Args:
        argv: The arguments after the command's name; those of this process by default.

    Returns:
        The exit status: 0 when all is well, 1 when there are findings, 2 when the command could
        not do its work.
    """
    known = "\n".join(f"  {name:<12}{summary}" for name, (summary, _) in COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="loopsafe",
        usage="%(prog)s [-h] [--version] COMMAND ...",
        description="Finds blocking calls on the asyncio event loop.",
        epilog=f'commands:\n{known}\n\n"loopsafe COMMAND --help" explains a command.',
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    version = importlib.metadata.version("loopsafe")
    parser.add_argument("--version", action="version", version=f"loopsafe {version}")
    parser.add_argument("command", choices=COMMANDS, metavar="COMMAND", help="what to do")
    arguments = sys.argv[1:] if argv is None else argv
    # The rest is the command's to read: argparse would take a "--" out of it.
    _, run = COMMANDS[parser.parse_args(arguments[:1]).command]
    return run(arguments[1:])
