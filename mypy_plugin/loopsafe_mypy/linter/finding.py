"""A finding of the plugin, as the linter reads it from mypy's report.

Owns which of mypy's messages are findings, and what is known of one. How it is shown is in
`loopsafe_mypy.linter.report`.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, Final

from loopsafe_mypy import codes

if TYPE_CHECKING:
    from collections.abc import Mapping

CODES: Final = frozenset(code.code for code in codes.ALL)
"""What tells our findings from everything else that mypy reports."""


@dataclasses.dataclass(frozen=True, order=True)
class Finding:
    """One finding of the plugin, with its notes. Columns count from 0, as in mypy."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    message: str
    code: str
    notes: tuple[str, ...] = ()


def read_finding(record: Mapping[str, Any], file: str) -> Finding:
    """Read mypy's JSON. The path in it may be a cached one, from another working directory."""
    return Finding(
        file=file,
        line=record["line"],
        column=record["column"],
        end_line=record["end_line"],
        end_column=record["end_column"],
        message=record["message"],
        code=record["code"] or "",
        notes=tuple((record["hint"] or "").splitlines()),
    )
