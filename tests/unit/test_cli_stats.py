"""``loopsafe check --stats``: how many calls were seen through, and why the others were not."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from loopsafe_mypy.linter.stats import by_package, text_lines
from loopsafe_mypy.reasons import FACTS, REMEDIES, Reason, Unseen
from loopsafe_mypy.tally import Tally, read_tally

from .test_cli_check import Project

if TYPE_CHECKING:
    from pathlib import Path

APP = """\
import abc
import time
from collections.abc import Callable
from typing import Any

import nowhere
from elsewhere.deep import thing as other
from loopsafe import callback

NUMBER = int("1")


class Base(abc.ABC):
    done: Callable[[], None]

    @abc.abstractmethod
    def poll(self) -> None: ...


def helper(value: Any) -> None:
    value.go()  # untyped-object
    time.sleep(1)


@callback
def on_event(value: Any, base: Base, action: Callable[[], None], name: str) -> None:
    value()  # untyped
    nowhere.go()  # untyped-module
    other().run()  # untyped-module, twice
    action()  # callable
    base.done()  # attribute
    base.poll()  # abstract
    getattr(base, name)()  # dynamic; getattr() itself is known
    helper(value)
    print(name.upper())
"""
"""Five calls are seen through: sleep, getattr, helper, print, upper."""

REASONS = {
    ("untyped-object", None): 1,
    ("untyped", None): 1,
    ("untyped-module", "nowhere"): 1,
    ("untyped-module", "elsewhere"): 2,
    ("callable", None): 1,
    ("attribute", None): 1,
    ("abstract", None): 1,
    ("dynamic", None): 1,
}


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def project(tmp_path: Path, cache: Path) -> Project:
    project = Project(tmp_path, cache)
    project.write("pkg/__init__.py", "")
    project.write("pkg/app.py", APP)
    project.write("pkg/fine.py", "def double(x: int) -> int:\n    return abs(x) * 2\n")
    project.write(
        "script.py", "from pkg.fine import double\n\ndef main() -> None:\n    double(1)\n"
    )
    return project


def stats(run: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    """Return the figures, which are the last line of the JSON output."""
    *_, last = run.stdout.splitlines()
    found: dict[str, Any] = json.loads(last)["stats"]
    return found


def reasons(found: dict[str, Any]) -> dict[tuple[str, str | None], int]:
    return {(item["reason"], item["library"]): item["calls"] for item in found["unknown"]}


def test_counts_each_call_with_its_reason(project: Project) -> None:
    found = stats(project.check("--stats", "--output=json"))
    assert list(found) == ["pkg", "script"]
    assert found["pkg"]["calls"] == sum(REASONS.values()) + 5 + 1
    assert reasons(found["pkg"]) == REASONS
    assert found["script"] == {"calls": 1, "unknown": []}


def test_the_figures_are_the_same_warm_after_an_edit_and_in_parallel(project: Project) -> None:
    """They are kept with the other results about a module, and come from workers as these do."""
    first = stats(project.check("--stats", "--output=json"))
    assert stats(project.check("--stats", "--output=json")) == first
    project.write("script.py", "def main() -> None:\n    print(abs(1))\n")
    edited = stats(project.check("--stats", "--output=json"))
    assert edited == {"pkg": first["pkg"], "script": {"calls": 2, "unknown": []}}
    parallel = stats(project.check("--stats", "--output=json", "-n2", "--cache-dir=.parallel"))
    assert parallel == edited
    assert stats(project.check("--stats", "--output=json", "--cache-dir=/dev/null")) == edited


def test_findings_and_exit_status_are_those_of_a_run_without(project: Project) -> None:
    project.write("mypy.ini", "[mypy]\nmany_errors_threshold = 1\nignore_missing_imports = false\n")
    without = project.check("--output=json")
    run = project.check("--stats", "--output=json")
    assert run.stdout.splitlines()[:-1] == without.stdout.splitlines()
    assert [json.loads(line)["code"] for line in without.stdout.splitlines()] == ["blocking-call"]
    assert run.returncode == without.returncode == 1
    strict = project.check("--stats", "--strict", "--output=json")
    codes = Counter(json.loads(line).get("code") for line in strict.stdout.splitlines())
    assert codes["unknown-call"] > 0
    assert stats(strict) == stats(run)


def test_a_table_for_people(project: Project) -> None:
    run = project.check("--stats", "pkg")
    assert max(map(len, run.stdout.splitlines()[-12:])) <= 80
    table = run.stdout[run.stdout.index("Calls in functions of") :]
    lines = [line.split() for line in table.splitlines()]
    assert lines[0] == ["Calls", "in", "functions", "of", "calls", "unknown", "seen"]
    assert lines[1] == ["pkg", "15", "9", "40.0", "%"]
    assert "    elsewhere 2, nowhere 1" in table.splitlines()
    assert all(FACTS[reason] in table for reason in Reason if reason is not Reason.NO_STUB)


def test_silent_modules_are_not_counted(project: Project) -> None:
    project.write("mypy.ini", "[mypy]\nfollow_imports = silent\n")
    assert list(stats(project.check("--stats", "--output=json", "script.py"))) == ["script"]


def test_a_line_that_ignores_everything_does_not_ignore_the_figures(project: Project) -> None:
    project.write("script.py", "def main() -> None: print(abs(1))  # type: ignore\n")
    found = stats(project.check("--stats", "--output=json", "script.py"))
    assert found == {"script": {"calls": 2, "unknown": []}}


def test_an_installed_library_without_an_effect_stub(project: Project) -> None:
    """mypy drops the bodies of what is installed: that nothing is seen in them says nothing."""
    project.write("site-packages/vendored.py", "def go() -> None: ...\n")
    project.write("mypy.ini", "[mypy]\nmypy_path = site-packages\n")
    project.write("script.py", "import vendored\n\nasync def main() -> None:\n    vendored.go()\n")
    found = stats(project.check("--stats", "--output=json", "script.py"))
    assert reasons(found["script"]) == {("no-stub", "vendored"): 1}
    (first, *_) = project.check("--strict", "--output=json", "script.py").stdout.splitlines()
    assert json.loads(first)["code"] == "unknown-call"
    assert json.loads(first)["notes"] == ['To settle it, add an effect stub for "vendored"']


def test_a_program_without_calls(project: Project) -> None:
    project.write("script.py", "X = 1\n")
    *_, last = project.check("--stats", "script.py").stdout.splitlines()
    assert last == "Calls seen through: none of 0, no function of the project makes a call"


def test_the_table_fits_into_80_columns_whatever_the_names() -> None:
    many = Counter(
        {Unseen(Reason.NO_STUB, f"library{i}" * (1 + i // 50)): i for i in range(1, 200)}
    )
    tallies = {f"{i}.py": Tally(10**9 + i, many) for i in range(50)}
    modules = {f"{i}.py": f"package{i}" * (1 + i // 3) + ".module" for i in range(50)}
    lines = list(text_lines(by_package(tallies, modules)))
    assert max(map(len, lines)) <= 80
    assert sum("package" in line for line in lines) == 21
    assert any("(others: 30 packages)" in line for line in lines)
    assert lines[-1].endswith(" more")


def test_one_unknown_call_in_a_million_is_not_none() -> None:
    tally = Tally(10**6, Counter({Unseen(Reason.DYNAMIC): 1}))
    assert any(line.split()[-2:] == ["99.9", "%"] for line in text_lines({"app": tally}))


def test_figures_travel_as_text() -> None:
    tally = Tally(7, Counter({Unseen(Reason.NO_STUB, 'a "b" \\ é'): 2, Unseen(Reason.UNTYPED): 1}))
    assert read_tally(tally.text()) == tally


def test_every_reason_has_its_words() -> None:
    assert set(FACTS) == set(REMEDIES) == set(Reason)
    assert Unseen(Reason.NO_STUB, "requests").remedy == 'add an effect stub for "requests"'
