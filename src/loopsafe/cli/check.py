"""``loopsafe check``: report what would block the event loop, without being a type checker."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from loopsafe.cli.tool import run_tool

if TYPE_CHECKING:
    from collections.abc import Sequence

SUMMARY: Final = "report blocking calls on the event loop, through any depth of helpers"


def run(arguments: Sequence[str]) -> int:
    """Run the linter with this process's standard streams.

    Args:
        arguments: The linter's arguments, see ``loopsafe check --help``.

    Returns:
        The linter's exit status: 0 clean, 1 findings, 2 cannot run, 130 interrupted.
    """
    return run_tool("check", "loopsafe_mypy", arguments)
