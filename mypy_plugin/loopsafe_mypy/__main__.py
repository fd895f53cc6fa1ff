"""``python -m loopsafe_mypy``: the process that ``loopsafe check`` starts.

Owns the command line; how the process begins and ends is in `process`. What the linter does is in
`loopsafe_mypy.linter`, which is imported only once mypy is known to be one that it works with.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from loopsafe_mypy.process import refuse, run_as_process, wrong_mypy

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Check a project.

    Args:
        argv: The arguments; those of this process by default.

    Returns:
        The exit status: 0 clean, 1 findings, 2 cannot run.
    """
    arguments = _parser().parse_args(argv)

    problem = wrong_mypy()
    if problem is not None:
        return refuse(problem)

    from loopsafe_mypy import linter  # noqa: PLC0415  (imports what only that mypy has)

    try:
        return linter.run(linter.Request(**vars(arguments)))
    except linter.CannotRunError as error:
        return refuse(str(error))


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
    parser.add_argument(
        "--seen",
        metavar="FILE",
        help="what a test run saw (pytest --loopsafe-guard --loopsafe-report=FILE): say which "
        "findings were seen, and what was seen and not found",
    )
    return parser


if __name__ == "__main__":
    run_as_process(main)
