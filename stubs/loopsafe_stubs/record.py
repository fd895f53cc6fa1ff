"""What the installer wrote down about this distribution: which files it has, and their hashes.

A run of mypy in which nothing has changed asks for little else than this: which effect stubs there
are, and whether anything of loopsafe is another than last time. Both stand in ``RECORD``, one file
instead of a thousand. Only a real installation has one that can be believed: with an editable one,
or where a packager has removed it, the files themselves are asked.

Source: the "Recording installed projects" specification of the Python Packaging User Guide.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

PACKAGES: Final = ("loopsafe/", "loopsafe_mypy/", "loopsafe_stubs/")
STUBS: Final = "loopsafe_stubs/"


class Record(NamedTuple):
    """What is installed of loopsafe."""

    stubs: tuple[str, ...]
    """The stub files, as paths below the package ``loopsafe_stubs``, sorted."""
    digest: str
    """A hash of every file of loopsafe's packages."""


def read_record(site: Path) -> Record | None:
    """Return what is recorded of loopsafe.

    Args:
        site: The folder that the packages are in.

    Returns:
        The record, or ``None`` if there is none, or more than one, or one with a file that has no
        hash: then nobody but the files themselves knows what is in them.
    """
    try:
        with os.scandir(site) as entries:
            found = [entry.path for entry in entries if _describes_loopsafe(entry.name)]
        if len(found) != 1:
            return None
        text = Path(found[0], "RECORD").read_text(encoding="utf-8")
        files = sorted(_own(text))
    except (OSError, ValueError):
        return None
    if not files or any(not digest for _, digest in files):
        return None
    stubs = (path.removeprefix(STUBS) for path, _ in files if path.endswith(".pyi"))
    total = hashlib.sha256("".join(f"{path},{digest}\n" for path, digest in files).encode())
    return Record(tuple(stubs), total.hexdigest())


def _describes_loopsafe(folder: str) -> bool:
    return folder.startswith("loopsafe-") and folder.endswith(".dist-info")


def _own(text: str) -> Iterator[tuple[str, str]]:
    """Yield path and hash of what is in our packages, without what Python has compiled."""
    for line in text.splitlines():
        if line.startswith(PACKAGES):  # so its path has nothing that would be quoted
            path, digest, _ = line.rsplit(",", 2)
            if not path.endswith(".pyc"):
                yield path, digest
