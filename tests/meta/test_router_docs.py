"""docs/router.md is true: its program runs, its guarantees name tests, its interface is whole."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Final

import pytest

import loopsafe
from tests.meta.test_docs import ROOT, blocks, read, rows, run_mypy, run_program, section

PAGE: Final = read("docs/router.md")
TESTS: Final = ROOT / "tests" / "unit" / "router"


def test_the_program_runs_and_is_clean(tmp_path: Path) -> None:
    (program,) = blocks(PAGE, "python")
    (tmp_path / "program.py").write_text(program.text, encoding="utf-8")
    assert run_mypy(tmp_path, "program.py").startswith("Success")
    assert run_program(tmp_path, "program.py") == ("1\n", "")


def names_in(path: Path) -> set[str]:
    """Return the names of a module's tests, as pytest has them."""
    found = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.ClassDef):
            found |= {f"{node.name}::{item.name}" for item in node.body if hasattr(item, "name")}
    return found


@pytest.mark.parametrize("row", rows(section(PAGE, "## What holds")), ids=lambda row: row[0][:60])
def test_each_guarantee_has_its_test(row: list[str]) -> None:
    named = re.findall(r"`(test_\w+\.py)::([\w:]+)`", row[1])
    assert named
    for file, test in named:
        assert test in names_in(TESTS / file), f"{file}::{test}"


def test_the_interface_is_there() -> None:
    for row in rows(section(PAGE, "## The interface")):
        for name in re.findall(r"`(?:await )?(router|loopsafe|from_thread)\.(\w+)\(", row[0]):
            owner = {
                "router": loopsafe.Router,
                "loopsafe": loopsafe,
                "from_thread": loopsafe.from_thread,
            }[name[0]]
            assert callable(getattr(owner, name[1])), name


def test_the_files_that_the_package_lists() -> None:
    listed = set(re.findall(r"``(_\w+)``", (loopsafe.router.__doc__ or "")))
    folder = ROOT / "src" / "loopsafe" / "router"
    assert listed <= {path.stem for path in folder.glob("_*.py")}
