"""The table that compares generated effect stubs with those written by hand."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Final

import pytest

from loopsafe_stubs import THIRD_PARTY, StubError
from scripts.compare_generated import DISTRIBUTIONS, Comparison, View, table
from tests.meta.test_docs import read, rows, section

PAGE: Final = read("docs/effect-stubs.md")
HEADING: Final = "## A stub for a library, written for you"


def test_the_page_compares_every_distribution() -> None:
    """``just compare-generated PYTHON --write`` puts the table there."""
    shown = rows(section(PAGE, HEADING))
    names = [row[0].strip("`*") for row in shown]
    assert names == [*DISTRIBUTIONS, "all"]
    numbers = [[int(cell) for cell in row[1:]] for row in shown]
    assert numbers[-1] == [sum(column) for column in zip(*numbers[:-1], strict=True)]
    for by_hand, found, other_kind, missed, _ in numbers:
        assert by_hand == found + other_kind + missed


@pytest.mark.parametrize("name", DISTRIBUTIONS)
def test_the_page_counts_what_is_in_our_stubs(name: str) -> None:
    shown = {row[0].strip("`*"): row for row in rows(section(PAGE, HEADING))}
    assert int(shown[name][1]) == len(View(THIRD_PARTY / name.lower()).blocking)


def test_a_table() -> None:
    found = Comparison(
        "acme", 3, ["acme.get"], ["acme.put [disk, not lock]"], ["acme.pop [disk]"], []
    )
    assert table([found]).splitlines()[2:] == [
        "| `acme` | 3 | 1 | 1 | 1 | 0 |",
        "| **all** | 3 | 1 | 1 | 1 | 0 |",
    ]


def test_an_inherited_function_is_found(tmp_path: Path) -> None:
    text = """\
        from loopsafe import blocking
        class Base:
            @blocking(kind="disk")
            def read(self): ...
        class Client(Base): ...
    """
    (tmp_path / "acme.pyi").write_text(textwrap.dedent(text), encoding="utf-8")
    view = View(tmp_path)
    assert view.kind_of("acme.Client.read") == "disk"
    assert view.kind_of("acme.Client.write") is None


def test_a_stub_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "acme.pyi").write_text("class :", encoding="utf-8")
    with pytest.raises(StubError):
        View(tmp_path)
