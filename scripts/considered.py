"""The record of what was read in typeshed and found harmless.

An effect stub names what matters; for mypy all that it does not name is harmless. So that this is
told from "nobody looked", the names that were looked at stand in ``considered.txt``: one section a
module, one paragraph a class, as typeshed spells them. A whole module is written as ``*`` if
nothing in it can wait, which `reach` finds out. The file is written by
``python -m scripts.stub_coverage --accept MODULE``, after one has read what the same command prints
without ``--accept``.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Final

PATH: Final = Path(__file__).with_name("considered.txt")
WHOLE: Final = "*"
"""Stands for every name of a module, those of a later typeshed too."""
HEAD: Final = """\
# Names of the standard library that were read and found harmless: see considered.py beside this
# file. Written by "python -m scripts.stub_coverage --accept MODULE".
"""


class RecordError(Exception):
    """A record that cannot be read: which line, and what is wrong with it."""


def read(path: Path | None = None) -> dict[str, frozenset[str]]:
    """Return the considered names of each module: ``"dump"``, ``"Queue.empty"`` or ``"*"``.

    Args:
        path: Another file than the one in the repository.

    Raises:
        RecordError: If a line is none of the form's.
    """
    path = path or PATH
    found: dict[str, set[str]] = {}
    names: set[str] | None = None
    owner = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        place = f'{path}:{number}: error: Considered names: "{line.strip()}"'
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("[") and line.endswith("]"):
            if line[1:-1] in found:
                msg = f"{place} is there twice; join the two sections"
                raise RecordError(msg)
            names = found.setdefault(line[1:-1], set())
            continue
        if names is None:
            msg = f"{place} stands before the first section; begin with [module]"
            raise RecordError(msg)
        text = line
        if not line.startswith(" "):
            owner, colon, text = line.partition(":")
            if not colon:
                msg = f'{place} is no paragraph; write "Class: names", or "-: names" for functions'
                raise RecordError(msg)
        names.update(name if owner == "-" else f"{owner}.{name}" for name in text.split())
    return {module: frozenset(names) for module, names in found.items()}


def render(record: Mapping[str, AbstractSet[str]]) -> str:
    """Return the record as text: sorted, so that a diff shows what was added and nothing else."""
    sections = []
    for module, names in sorted(record.items()):
        owners: dict[str, list[str]] = {}
        for fullname in sorted(names):
            owner, _, name = fullname.rpartition(".")
            owners.setdefault(owner or "-", []).append(name)
        paragraphs = [
            textwrap.fill(
                f"{owner}: {' '.join(own)}",
                width=100,
                subsequent_indent="  ",
                break_long_words=False,
                break_on_hyphens=False,
            )
            for owner, own in sorted(owners.items())
        ]
        sections.append("\n".join([f"[{module}]", *paragraphs]))
    return "\n\n".join([HEAD.rstrip(), *sections]) + "\n"
