"""A mistake in the configuration, seen by the user: one clear line, status 2, no traceback."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .mypy_project import SLEEPER

if TYPE_CHECKING:
    from .mypy_project import Project

KNOWN = (
    "known are blocking_decorators, callback_decorators, ignore_kinds, loop_checks, "
    "loop_prefixes, strict, stub_paths, thread_safe_decorators"
)
INI = "[mypy]\nplugins = loopsafe_mypy\n[loopsafe]\n"
TOML = '[tool.mypy]\nplugins = ["loopsafe_mypy"]\n[tool.loopsafe]\n'


@pytest.fixture(autouse=True)
def _a_finding(project: Project) -> None:
    """A module that would be reported on."""
    project.write("app.py", SLEEPER)


@pytest.mark.parametrize("options", [(), ("-n", "2"), ("--cache-dir=/dev/null",)])
def test_one_line_in_ini(project: Project, options: tuple[str, ...]) -> None:
    """Nothing else is printed, also by worker processes."""
    project.write("mypy.ini", INI + "foo = 1\n")
    run = project.mypy(*options, "app.py")
    assert run.stdout + run.stderr == f"mypy.ini: [loopsafe] foo: unknown option; {KNOWN}\n"
    assert run.status == 2


def test_one_line_in_toml(project: Project) -> None:
    """The file is the one mypy took."""
    (project.root / "mypy.ini").unlink()
    project.write("pyproject.toml", TOML + 'ignore_kinds = "disk"\n')
    run = project.mypy("app.py")
    assert run.stdout + run.stderr == (
        "pyproject.toml: [tool.loopsafe] ignore_kinds: must be a list of strings, not 'disk'\n"
    )
    assert run.status == 2


def test_one_line_in_setup_cfg(project: Project) -> None:
    """Where setuptools lives too."""
    (project.root / "mypy.ini").unlink()
    project.write("setup.cfg", "[metadata]\nname = x\n" + INI + "stub_paths = nowhere\n")
    run = project.mypy("app.py")
    assert run.stdout + run.stderr == (
        "setup.cfg: [loopsafe] stub_paths: no such folder: nowhere; "
        "a relative path starts at this file's folder\n"
    )
    assert run.status == 2


def test_a_mistake_after_a_good_run(project: Project) -> None:
    """A warm cache does not hide it, and mending it brings the findings back."""
    assert project.mypy("app.py").errors == ["app.py:4 [blocking-call]"]
    project.write("mypy.ini", INI + "strict = maybe\n")
    run = project.mypy("app.py")
    assert run.stdout + run.stderr == (
        "mypy.ini: [loopsafe] strict: must be true or false, not 'maybe'\n"
    )
    assert run.status == 2
    project.write("mypy.ini", INI)
    assert project.mypy("app.py").errors == ["app.py:4 [blocking-call]"]


def test_in_the_daemon(project: Project) -> None:
    """One line as well; the daemon stays, and works as soon as the mistake is mended."""
    project.write("mypy.ini", INI + "foo = 1\n")
    try:
        run = project.daemon("run", "--", "app.py")
        said = (run.stdout + run.stderr).replace("Daemon started\n", "")
        assert said == f"mypy.ini: [loopsafe] foo: unknown option; {KNOWN}\n"
        assert run.status == 2
        project.write("mypy.ini", INI)
        run = project.daemon("run", "--", "app.py")
        assert not run.crashed, run
        assert run.errors == ["app.py:4 [blocking-call]"]
    finally:
        project.daemon("kill")
