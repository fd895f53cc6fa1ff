"""What is asked of the generator, and the answer that it cannot be done."""

from __future__ import annotations

import dataclasses


class CannotRunError(Exception):
    """No stub can be made. The text says why and what to do, in one line."""


@dataclasses.dataclass(frozen=True)
class Request:
    """What the command line asks for."""

    distribution: str
    output: str | None = None
    """A folder to write into; standard output without it."""
    python_executable: str | None = None
    """The interpreter that has the distribution; this one without it."""
    force: bool = False
    """Whether to write over files that exist."""
    unknown: bool = False
    """Whether to name the functions of which it is not known whether they block."""
