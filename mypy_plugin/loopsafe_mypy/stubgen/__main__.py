"""``python -m loopsafe_mypy.stubgen``: the process that ``loopsafe stubgen`` starts."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from loopsafe_mypy.process import refuse, run_as_process, wrong_mypy

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Make stubs.

    Args:
        argv: The arguments; those of this process by default.

    Returns:
        The exit status: 0 made, 1 nothing to say, 2 cannot run.
    """
    arguments = _parser().parse_args(argv)
    problem = wrong_mypy()
    if problem is not None:
        return refuse(problem)

    from loopsafe_mypy import stubgen  # noqa: PLC0415  (imports what only that mypy has)

    try:
        return stubgen.run(stubgen.Request(**vars(arguments)))
    except stubgen.CannotRunError as error:
        return refuse(str(error))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="loopsafe stubgen",
        description="Write effect stubs for an installed library: mypy reads the library's own "
        "source, and what blocks in it is written down, with the chain of calls as a comment. "
        "Review the stubs, and name their folder in stub_paths.",
        epilog="Exit status: 0 stubs are made, 1 nothing is known to block, 2 it could not run.",
    )
    parser.add_argument(
        "distribution",
        metavar="DISTRIBUTION",
        help='the name it was installed under, such as "pyserial" (not that of its module)',
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="DIR",
        help="write the stubs into this folder, one file a module (default: standard output)",
    )
    parser.add_argument(
        "--python-executable",
        metavar="PATH",
        help="the interpreter that has the library (default: the one loopsafe runs in)",
    )
    parser.add_argument(
        "--force", action="store_true", help="write over stubs that are there already"
    )
    parser.add_argument(
        "--unknown",
        action="store_true",
        help="also name the functions of which it is not known whether they block",
    )
    return parser


if __name__ == "__main__":
    run_as_process(main)
