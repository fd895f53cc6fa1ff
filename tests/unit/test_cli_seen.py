"""``loopsafe check --seen``: what a test run saw, side by side with what the check has found.

The project is run under the guard by pytest, and checked, as a user would do both.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.unit.test_cli_check import Project

APP = """\
import asyncio
import time
from typing import Any

from loopsafe import callback


def nap() -> None:
    time.sleep(0.001)


@callback
def found() -> None:
    nap()


@callback
def hidden(clock: Any) -> None:
    clock.sleep(0.001)


@callback
def never_tested() -> None:
    time.sleep(1)


@callback
def importing() -> None:
    import colorsys


@callback
def computing() -> None:
    end = time.monotonic() + 0.5
    while time.monotonic() < end:
        pass


async def call(function: Any, *arguments: Any) -> None:
    function(*arguments)
"""
TESTS = """\
import asyncio, time
import app, vendor

def test_found():
    asyncio.run(app.call(app.found))
def test_found_again():
    asyncio.run(app.call(app.found))
def test_hidden():
    asyncio.run(app.call(app.hidden, time))
def test_importing():
    asyncio.run(app.call(app.importing))
def test_computing():
    asyncio.run(app.call(app.computing))
def test_elsewhere():
    asyncio.run(vendor.wait())
"""
VENDOR = """\
import time

async def wait():
    time.sleep(0.001)
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose tests were run under the guard; the report is ``seen.json``."""
    root = tmp_path_factory.mktemp("project")
    for name, text in {"app.py": APP, "test_app.py": TESTS, "vendor.py": VENDOR}.items():
        (root / name).write_text(text, encoding="utf-8")
    options = ["--loopsafe-guard=log", "--loopsafe-report=seen.json", "-pno:cacheprovider", "-q"]
    subprocess.run(
        [sys.executable, "-m", "pytest", *options],
        cwd=root,
        check=True,
        capture_output=True,
        timeout=120,
    )
    return root


@pytest.fixture
def project(folder: Path, tmp_path: Path, cache: Path) -> Project:
    found = Project(tmp_path, cache)
    found.root = folder
    return found


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


def objects(project: Project, *arguments: str) -> list[dict[str, Any]]:
    run = project.check("--output=json", *arguments)
    assert not run.stderr
    return [json.loads(line) for line in run.stdout.splitlines()]


def test_findings_say_how_often_tests_have_met_them(project: Project) -> None:
    run = project.check("--seen=seen.json", "app.py")
    assert run.returncode == 1
    lines = run.stdout.splitlines()
    assert (
        'app.py:14: error: Blocking call on the event loop: "nap" reaches "time.sleep"'
        in (lines[0])
    )
    assert "app.py:14: note: Seen in tests: 2 times" in lines
    assert not [line for line in lines if line.startswith("app.py:24: note: Seen")]


def test_what_was_seen_and_not_found_says_why(project: Project) -> None:
    found = {
        # Where in its loop the computation is met is a matter of chance.
        (item["file"], 34 if item["line"] == 35 else item["line"]): item
        for item in objects(project, "--seen=seen.json", "app.py")
        if not item.get("found", True)
    }
    assert {key: item["notes"][0] for key, item in found.items()} == {
        ("app.py", 19): 'The effect is known, but the way to it is not: "call" calls "hidden"; '
        "--strict says where it ends",
        ("app.py", 29): "An import statement is no call: move it to the top of the module",
        (
            "app.py",
            34,
        ): 'How long code computes cannot be found: mark it with @blocking(kind="cpu")',
        ("vendor.py", 4): "None of the files on the way was checked",
    }


def test_a_gap_in_a_stub_is_named(project: Project, tmp_path: Path) -> None:
    data = json.loads((project.root / "seen.json").read_text(encoding="utf-8"))
    (hidden,) = [item for item in data["violations"] if item["place"]["line"] == 19]
    data["violations"] = [{**hidden, "operation": "vendor.client.fetch", "sensor": "patches"}]
    (tmp_path / "other.json").write_text(json.dumps(data), encoding="utf-8")
    run = project.check(f"--seen={tmp_path / 'other.json'}", "app.py")
    assert (
        'app.py:19: note: A gap in the effect stubs: none says what "vendor.client.fetch" does'
        in run.stdout
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, 'cannot read "'),
        ("no JSON", "is no JSON: "),
        ("[]", "is no report of this version of loopsafe: write it with pytest"),
        ('{"loopsafe": 99}', "is no report of this version of loopsafe"),
        ('{"loopsafe": 1, "violations": [{}]}', "is damaged: KeyError: 'code'"),
    ],
)
def test_a_report_that_is_none_is_named(
    project: Project, tmp_path: Path, text: str | None, message: str
) -> None:
    path = tmp_path / "report.json"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    run = project.check(f"--seen={path}", "app.py")
    assert run.returncode == 2
    assert message in run.stderr
    assert str(path) in run.stderr
    assert not run.stdout
