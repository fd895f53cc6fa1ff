"""The mypy plugin of loopsafe. In mypy's configuration: ``plugins = loopsafe_mypy``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mypy.plugin import Plugin

SUPPORTED = ((2, 4), (2, 5))
"""The first mypy that serves, and the first that has not been tried."""


def plugin(version: str) -> type[Plugin]:
    """Return the plugin class; mypy calls this with its own version.

    Raises:
        SystemExit: When that mypy is not supported, after one line that says which is.
    """
    first, beyond = SUPPORTED
    parts = version.partition("+")[0].split(".")[:2]
    numbers = tuple(int(part) for part in parts if part.isdigit())
    if not first <= numbers < beyond:
        wanted = f'"mypy>={first[0]}.{first[1]},<{beyond[0]}.{beyond[1]}"'
        sys.stderr.write(
            f"loopsafe: mypy {version} is not supported: install {wanted}, "
            "or remove loopsafe_mypy from mypy's plugins\n"
        )
        raise SystemExit(2)
    from loopsafe_mypy.hooks import LoopsafePlugin  # noqa: PLC0415  (needs a mypy that fits)

    return LoopsafePlugin
