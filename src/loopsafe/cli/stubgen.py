"""``loopsafe stubgen``: write effect stubs for an installed library, from its own source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from loopsafe.cli.tool import run_tool

if TYPE_CHECKING:
    from collections.abc import Sequence

SUMMARY: Final = "write effect stubs for an installed library, from its own source"


def run(arguments: Sequence[str]) -> int:
    """Run the generator with this process's standard streams.

    Args:
        arguments: The generator's arguments, see ``loopsafe stubgen --help``.

    Returns:
        The generator's exit status: 0 made, 1 nothing blocks, 2 cannot run, 130 interrupted.
    """
    return run_tool("stubgen", "loopsafe_mypy.stubgen", arguments)
