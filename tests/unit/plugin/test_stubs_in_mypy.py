"""A broken effect stub of the user's: said once, skipped, and the run goes on (case 77)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .mypy_project import SLEEPER

if TYPE_CHECKING:
    from .mypy_project import Project

INI = "[mypy]\nplugins = loopsafe_mypy\n[loopsafe]\nstub_paths = effects\n"
BROKEN = (
    "effects/device.pyi:3: error: Effect stub: For has no meaning here; "
    "use functions, classes, imports and version checks only\n"
)
GOOD = """\
from loopsafe import blocking
@blocking(kind="network", instead="vendor.afetch")
def fetch(): ...
"""
CLEAN = "import vendor\nasync def main() -> None:\n    pass\n"
CALLS = "import vendor\nasync def main() -> None:\n    vendor.fetch()\n"


@pytest.fixture(autouse=True)
def _a_broken_stub_and_a_good_one(project: Project) -> None:
    """Two stubs, of which one is broken."""
    project.write("mypy.ini", INI)
    project.write("vendor.pyi", "def fetch() -> None: ...\n")
    project.write("effects/vendor.pyi", GOOD)
    project.write("effects/device.pyi", "\n\nfor x in y: ...\n")
    project.write("device.pyi", "def poll() -> None: ...\n")


@pytest.mark.parametrize("options", [(), ("-n", "2"), ("--cache-dir=/dev/null",)])
def test_it_is_said_once_and_nothing_else_changes(
    project: Project, options: tuple[str, ...]
) -> None:
    """On stderr, in every run, with the exit status of the findings; other stubs count."""
    project.write("app.py", CLEAN)
    for _ in ("cold", "warm"):
        run = project.mypy(*options, "app.py")
        assert (run.stderr, run.status) == (BROKEN, 0)
    project.write("app.py", CALLS)
    for _ in ("cold", "warm"):
        run = project.mypy(*options, "app.py")
        assert run.stderr == BROKEN
        assert run.status == 1
        assert run.errors == ["app.py:3 [blocking-call]"]
        assert 'note: Use "vendor.afetch", or run it in a worker' in run.stdout


def test_each_broken_stub_is_named(project: Project) -> None:
    """Whether the program uses it or not."""
    project.write("app.py", CLEAN)
    project.write("effects/other.pyi", "@blocking\nclass C(:\n")
    lines = project.mypy("app.py").stderr.splitlines()
    assert [line.split(" error: ")[0] for line in lines] == [
        "effects/device.pyi:3:",
        "effects/other.pyi:2:",
    ]


def test_mending_it_makes_it_count(project: Project) -> None:
    """In the next, warm run; and breaking it again takes its effects away."""
    project.write("app.py", "import device\nasync def main() -> None:\n    device.poll()\n")
    assert project.mypy("app.py").errors == []
    project.write("effects/device.pyi", GOOD.replace("fetch", "poll"))
    run = project.mypy("app.py")
    assert (run.errors, run.stderr) == (["app.py:3 [blocking-call]"], "")
    project.write("effects/device.pyi", "\n\nfor x in y: ...\n")
    run = project.mypy("app.py")
    assert (run.errors, run.stderr) == ([], BROKEN)


def test_a_stub_that_breaks_the_reader_does_not_break_mypy(project: Project) -> None:
    """Whatever is wrong with it: no traceback."""
    project.write("app.py", SLEEPER)
    project.write("effects/device.pyi", "if sys.platform.startswith(): ...\n")
    run = project.mypy("app.py")
    assert not run.crashed, run
    assert run.stderr.startswith("effects/device.pyi:1: error: Effect stub: ")
    assert run.errors == ["app.py:4 [blocking-call]"]


def test_in_the_daemon(project: Project) -> None:
    """The user is told there too."""
    project.write("app.py", CALLS)
    try:
        run = project.daemon("run", "--", "app.py")
        assert (run.stdout + run.stderr).count(BROKEN) == 1
        assert run.errors == ["app.py:3 [blocking-call]"]
        assert run.status == 1
    finally:
        project.daemon("kill")
