"""The distributions that loopsafe has effect stubs for, as their METADATA.toml describes them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from loopsafe_stubs import THIRD_PARTY, Catalogue, StubModule, Target

METADATA: Final = "METADATA.toml"
TARGET: Final = Target((3, 13), "linux")
"""Stubs of distributions look the same to every interpreter, but for what they branch on."""


class Distribution(NamedTuple):
    """One folder of stubs."""

    folder: Path
    name: str
    types: str | None
    """The distribution with its types, where they are not its own."""
    covers: str
    note: str | None
    checked: tuple[str, ...]
    """What the names were checked against: ``requests==2.32.5``."""

    def stubs(self, target: Target = TARGET) -> Iterator[StubModule]:
        """Yield the stubs of its modules."""
        catalogue = Catalogue([self.folder], target)
        for name in catalogue.modules():
            stub = catalogue.module(name)
            assert stub is not None, catalogue.problems[-1]
            yield stub


def read_distributions() -> list[Distribution]:
    """Return all distributions, sorted by name."""
    found = [_read(path) for path in THIRD_PARTY.glob(f"*/{METADATA}")]
    return sorted(found, key=lambda item: item.name.lower())


def _read(path: Path) -> Distribution:
    data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    return Distribution(
        path.parent,
        data.pop("distribution"),
        data.pop("types", None),
        data.pop("covers"),
        data.pop("note", None),
        tuple(data.pop("checked")),
        **data,
    )
