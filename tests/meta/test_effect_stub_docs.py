"""The page on effect stubs says what the reader understands, and what the catalogue holds."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from loopsafe._effects import KINDS
from loopsafe_stubs import Target, read_stub
from loopsafe_stubs.notation import FORMS, MARKERS, PROTOCOLS
from scripts import compare_catalogues
from scripts.compare_catalogues import EXCLUDED, library_of, main, operations, replaced, tables
from scripts.stub_coverage import main as stub_coverage
from tests.meta.excluded_operations import EXCLUDED as REASONS
from tests.meta.test_docs import blocks, read, rows, section

PAGE: Final = read("docs/effect-stubs.md")


def test_the_example_is_a_stub_with_all_the_notation() -> None:
    (example,) = blocks(PAGE, "pyi")
    stub = read_stub(example.text, "sensor.bus", Path("sensor/bus.pyi"), Target((3, 13), "linux"))
    signatures = [one for item in stub.declarations.values() for one in item.signatures]
    parameters = [parameter for one in signatures for parameter in one.parameters]
    assert {one.category for one in signatures} == {None, *MARKERS.values()}
    assert any(one.literals for one in parameters)
    assert {one.form for one in parameters} > {FORMS["OnLoop"], FORMS["InWorker"]}
    assert {one.uses for one in parameters} == {(), PROTOCOLS["Callable"], PROTOCOLS["Iterable"]}


def test_the_kinds() -> None:
    text = section(PAGE, "### Kinds")
    assert set(re.findall(r"`([a-z]+)`", text.split("\n\n")[1])) == set(KINDS)


def test_the_uses_of_arguments() -> None:
    table = rows(section(PAGE, "### What is done with an argument"))
    shown = {name.strip("`"): tuple(re.findall(r"`(\w+)`", called)) for name, called in table}
    assert shown == PROTOCOLS


def test_the_report_is_shown_as_it_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    (shown,) = blocks(section(PAGE, "## How the catalogue is kept"), "text")
    command, _, expected = shown.text.partition("\n")
    assert stub_coverage(command.removeprefix("$ just stub-coverage ").split()) == 0
    assert capsys.readouterr().out.startswith(expected)


# The comparison.


def test_the_tables_are_those_of_the_script() -> None:
    """``python -m scripts.compare_catalogues --write`` puts them there."""
    assert replaced(PAGE, tables(operations())) == PAGE


def test_what_is_not_marked_is_what_is_excluded_with_a_reason() -> None:
    assert {one.name for one in operations() if one.kind == EXCLUDED} == REASONS.keys()


def test_an_operation_belongs_to_the_library_that_people_import() -> None:
    found = {one.name: (one.library, one.kind) for one in operations()}
    assert found["_thread.lock.acquire"] == ("threading", "lock")
    assert found["os.path.realpath"] == ("os.path", "disk")
    assert found["builtins.input"] == ("builtins", "console")
    assert library_of("ctypes foreign calls") == "ctypes"
    assert library_of("open") == "builtins"


def test_detectors_are_counted_by_library_and_kind(tmp_path: Path) -> None:
    listed = tmp_path / "blocking_operations.csv"
    listed.write_text(
        "fullname,source\ntime.sleep,HA+ruff\nos.stat,blockbuster\nos.open,none(gap)\n",
        encoding="utf-8",
    )
    table = tables(operations([listed]))
    cells = {tuple(row[:2]): row[2:-1] for row in rows(table)}
    assert cells["`time`", "sleep"] == ["1", "1", "", "1", "", "1", ""]
    assert cells["`os`", "disk"] == ["2", "2", "", "", "1", "", ""]
    assert cells["**all**", ""] == ["3", "3", "", "1", "1", "1", ""]


def test_the_command_writes_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "effect-stubs.md"
    page.write_text(replaced(PAGE, "old"), encoding="utf-8")
    monkeypatch.setattr(compare_catalogues, "PAGE", page)
    assert main(["--write"]) == 0
    assert page.read_text(encoding="utf-8") == PAGE
    assert main([]) == 0
    assert capsys.readouterr().out.strip() in PAGE


def test_a_page_without_a_place_for_the_tables_is_refused() -> None:
    with pytest.raises(ValueError, match="has no place for the tables; put them between"):
        replaced("# Effect stubs\n", "new")
