"""docs/guard.md is true: its program prints what is shown, its tables name what there is."""

from __future__ import annotations

import inspect
import re
from collections import Counter
from pathlib import Path
from typing import Final

from loopsafe import guard, pytest_plugin
from loopsafe.guard import sensors
from scripts import guard_libraries, guard_table
from tests.meta.test_docs import ROOT, blocks, read, rows, run_mypy, run_program, section
from tests.unit.guard.battery.run import operations

PAGE: Final = read("docs/guard.md")


def test_the_program_prints_what_is_shown(tmp_path: Path) -> None:
    (program,) = blocks(PAGE, "python")
    shown = blocks(PAGE, "text")[1].text
    (tmp_path / "app.py").write_text(program.text, encoding="utf-8")
    assert run_mypy(tmp_path, "app.py").startswith("Success")
    printed, problems = run_program(tmp_path, "app.py")
    assert not problems
    printed = printed.replace(f"{tmp_path}/", "")
    assert re.sub("0x[0-9a-f]+", "0x", printed) == re.sub("0x[0-9a-f]+", "0x", shown)


def test_the_table_of_the_battery_is_of_this_battery() -> None:
    text = PAGE.split(guard_table.BEGIN)[1].split(guard_table.END)[0]
    table = {row[0]: row[1:] for row in rows(text)}
    kinds = Counter(item.kind for item in operations() if item.blocks)
    harmless = sum(not item.blocks for item in operations())
    shown = {kind: int(cells[0]) for kind, cells in table.items()}
    assert shown == {**kinds, "all": kinds.total(), "harmless: false alarms": harmless}
    assert table["harmless: false alarms"][1:] == ["0", "0", "0"]
    assert int(table["all"][3]) >= 0.95 * kinds.total()


def test_all_options_are_there() -> None:
    table = rows(section(PAGE, "### Options"))
    assert {row[0].strip("`") for row in table} == set(inspect.signature(guard.guard).parameters)
    source = Path(pytest_plugin.__file__).read_text(encoding="utf-8")
    known = set(re.findall(r'addini\("(\w+)"', source))
    assert {row[1].strip("`") for row in table} - {""} == known


def test_all_sensors_are_there() -> None:
    pattern = re.compile(r'^(?:SENSOR|MARKS): Final = "(\w+)"', re.MULTILINE)
    names = {
        found[1]
        for path in Path(sensors.__file__).parent.glob("*.py")
        if (found := pattern.search(path.read_text(encoding="utf-8"))) is not None
    }
    table = section(PAGE, "## What it watches").partition("\n### ")[0]
    assert {row[0] for row in rows(table)} == names


def test_the_libraries_are_those_of_the_script() -> None:
    table = rows(section(PAGE, "## What it found"))
    shown = {row[0].replace(" ", "==") for row in table}
    assert shown == {item.requirement for item in guard_libraries.LIBRARIES.values()}


def test_the_page_is_linked() -> None:
    assert "docs/guard.md" in (ROOT / "README.md").read_text(encoding="utf-8")
