"""What is asked of the linter, and the answer that it cannot be done.

What every other file of the linter may import.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class CannotRunError(Exception):
    """The check cannot run. The text says why and what to do, in one line."""


@dataclasses.dataclass(frozen=True)
class Request:
    """What the command line asks for."""

    paths: Sequence[str] = ()
    config_file: str | None = None
    python_version: str | None = None
    strict: bool = False
    stats: bool = False
    output: str = "text"
    cache_dir: str | None = None
    num_workers: str | None = None
    seen: str | None = None
