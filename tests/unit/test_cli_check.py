"""``loopsafe check``: what it shows, what it overrides, and how it ends.

Each test writes a small project and runs the command on it as a user would, in a process of its
own. The finding is always the same, ``time.sleep`` in an ``async def``: what counts as a finding
is for the cases to show.
"""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import textwrap
from typing import TYPE_CHECKING

import pytest

from loopsafe.cli import main
from loopsafe_mypy.linter.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

COMMAND = [
    sys.executable,
    "-P",
    "-c",
    "import sys; from loopsafe.cli import main; sys.exit(main())",
]

SLEEPER = """\
import time

async def sleeper() -> None:
    time.sleep(1)
"""
ERROR = 'error: Blocking call on the event loop: "time.sleep"  [blocking-call]'


class Project:
    """A project in a folder of its own, and the command run in it."""

    def __init__(self, root: Path, cache: Path) -> None:
        self.root = root
        self.cache = cache
        # mypy looks for its configuration up to here, and in the user's home.
        (root / ".git").mkdir()
        ours = ("FORCE_COLOR", "MYPY_CACHE_DIR", "MYPY_NUM_WORKERS", "MYPYPATH", "PYTHONPATH")
        self.environment = {name: value for name, value in os.environ.items() if name not in ours}
        self.environment["HOME"] = str(root)

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text), encoding="utf-8")

    def command(self, *arguments: str) -> list[str]:
        return [*COMMAND, "check", f"--cache-dir={self.cache}", *arguments]

    def check(self, *arguments: str, folder: str = ".") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*arguments),
            cwd=self.root / folder,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    def places(self, *arguments: str) -> list[str]:
        """Run the command, and return only where the findings are."""
        run = self.check(*arguments)
        assert not run.stderr
        return [line.split(": error:")[0] for line in run.stdout.splitlines() if ": error:" in line]


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache for all projects: the standard library's stubs are read only once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def project(tmp_path: Path, cache: Path) -> Project:
    return Project(tmp_path, cache)


# --- What is shown ------------------------------------------------------------------------------


def test_shows_its_own_findings_and_nothing_that_mypy_finds(project: Project) -> None:
    project.write(
        "app.py",
        """\
        import time
        import is_not_installed

        number: int = "no number"

        async def untyped(argument):
            time.sleep(1)
            return argument.no + number.no

        async def silenced() -> None:
            time.sleep(1)  # type: ignore[blocking-call]
            time.sleep(1)  # type: ignore
        """,
    )
    project.write("fine.py", "def unused_ignore() -> None: ...  # type: ignore[override]\n")
    for _ in ("without a cache", "with the results of the first run"):
        run = project.check()
        first, note, last = run.stdout.splitlines()
        assert first == f"app.py:7: {ERROR}"
        assert note.startswith('app.py:7: note: Use "asyncio.sleep"')
        assert last == "Found 1 finding in 1 file (checked 2 files): 1 blocking-call"
        assert run.stderr == ""
        assert run.returncode == 1


def test_says_so_when_there_is_nothing_to_show(project: Project) -> None:
    project.write("fine.py", "")
    run = project.check()
    assert (run.stdout, run.stderr) == ("Success: no findings in 1 file\n", "")
    assert run.returncode == 0


def test_follows_the_projects_choice_of_format(project: Project) -> None:
    project.write("app.py", SLEEPER)
    project.write("mypy.ini", "[mypy]\npretty = true\nshow_column_numbers = true\n")
    error, code, source, marker, *_ = project.check().stdout.splitlines()
    assert error.startswith("app.py:4:5: error: Blocking call on the event loop:")
    assert code == "[blocking-call]"
    assert source == "        time.sleep(1)"
    assert marker == "        ^~~~~~~~~~~~~"


def test_json_has_one_object_a_line(project: Project) -> None:
    project.write("app.py", SLEEPER)
    run = project.check("--output", "json")
    (finding,) = map(json.loads, run.stdout.splitlines())
    notes = finding.pop("notes")
    assert finding == {
        "file": "app.py",
        "line": 4,
        "column": 5,
        "code": "blocking-call",
        "message": 'Blocking call on the event loop: "time.sleep"',
    }
    assert notes[0].startswith('Use "asyncio.sleep"')
    assert run.returncode == 1


def test_paths_are_relative_to_where_it_runs_also_from_the_cache(project: Project) -> None:
    project.write("package/__init__.py", SLEEPER)
    assert project.check().stdout.startswith("package/__init__.py:4: error:")
    assert project.check(folder="package").stdout.startswith("__init__.py:4: error:")


# --- The project's configuration ----------------------------------------------------------------


def test_overrides_what_would_hide_code(project: Project) -> None:
    project.write("app.py", SLEEPER)
    project.write("old.py", SLEEPER.replace(" -> None", ""))
    project.write(
        "mypy.ini",
        """\
        [mypy]
        strict = true
        ignore_errors = true
        disable_error_code = arg-type, nobody-knows-this-one
        warn_unused_configs = true
        local_partial_types = false

        [mypy-old]
        ignore_errors = true
        check_untyped_defs = false

        [mypy-gone.*]
        ignore_errors = true
        """,
    )
    assert project.places() == ["app.py:4", "old.py:4"]


def test_an_error_code_of_ours_can_be_disabled(project: Project) -> None:
    project.write("app.py", SLEEPER)
    project.write("old.py", SLEEPER)
    project.write("mypy.ini", "[mypy]\n[mypy-old]\ndisable_error_code = blocking-call\n")
    assert project.places() == ["app.py:4"]


def test_sees_the_helpers_in_a_silent_module_but_says_nothing_about_them(project: Project) -> None:
    project.write("app.py", "import helpers\n\nasync def main() -> None:\n    helpers.wait()\n")
    project.write("helpers.py", "import time\n\ndef wait() -> None:\n    time.sleep(1)\n" + SLEEPER)
    project.write("mypy.ini", "[mypy]\nfollow_imports = silent\n")
    assert project.places("app.py") == ["app.py:4"]
    assert project.places("app.py", "helpers.py") == ["app.py:4", "helpers.py:8"]


def test_without_a_path_it_checks_what_the_configuration_names(project: Project) -> None:
    project.write("src/app.py", SLEEPER)
    project.write("src/generated.py", SLEEPER)
    project.write("elsewhere.py", SLEEPER)
    project.write("pyproject.toml", '[tool.mypy]\nfiles = ["src"]\nexclude = ["generated"]\n')
    assert project.places() == ["src/app.py:4"]
    assert project.places("elsewhere.py") == ["elsewhere.py:4"]


def test_reads_its_own_settings_where_mypy_has_none(project: Project) -> None:
    project.write("src/app.py", SLEEPER)
    project.write("pyproject.toml", '[tool.loopsafe]\nignore_kinds = ["sleep"]\n')
    assert project.check(folder="src").returncode == 0
    project.write("other.toml", "[tool.loopsafe]\n")
    assert project.check("--config-file", "other.toml").returncode == 1


def test_warns_of_settings_that_are_not_read(project: Project) -> None:
    project.write("app.py", SLEEPER)
    project.write("mypy.ini", "[mypy]\n")
    project.write("pyproject.toml", '[tool.loopsafe]\nignore_kinds = ["sleep"]\n')
    run = project.check()
    assert run.stderr == (
        "loopsafe: warning: the settings for loopsafe in pyproject.toml are not read, because "
        "mypy's configuration is mypy.ini: move them there\n"
    )
    assert run.returncode == 1


def test_strict_reports_unknown_calls(project: Project) -> None:
    project.write(
        "app.py",
        """\
        from loopsafe import callback

        @callback
        def notify(listener) -> None:
            listener.notify()
        """,
    )
    assert project.places() == []
    assert project.places("--strict") == ["app.py:5"]
    assert project.places("--strict", "--num-workers=2") == ["app.py:5"]


# --- Projects that mypy would not take ----------------------------------------------------------


def test_modules_may_have_the_same_name(project: Project) -> None:
    for name in ("conftest.py", "one/conftest.py", "two/conftest.py"):
        project.write(name, SLEEPER)
    assert project.places() == ["conftest.py:4", "one/conftest.py:4", "two/conftest.py:4"]


def test_modules_may_be_called_like_those_that_the_linter_needs(project: Project) -> None:
    project.write("signal.py", "raise RuntimeError\n")
    project.write("app.py", SLEEPER)
    assert project.places("app.py") == ["app.py:4"]


def test_works_without_a_cache(project: Project) -> None:
    project.write("app.py", "import helpers\n\nasync def main() -> None:\n    helpers.wait()\n")
    project.write("helpers.py", "import time\n\ndef wait() -> None:\n    time.sleep(1)\n")
    assert project.places("--cache-dir", os.devnull) == ["app.py:4"]


def test_keeps_its_cache_apart_from_mypys(project: Project) -> None:
    project.write("app.py", "")
    project.cache = project.root / "used by other tests"
    run = subprocess.run(
        [*COMMAND, "check"], cwd=project.root, env=project.environment, check=False
    )
    assert run.returncode == 0
    assert [path.name for path in (project.root / ".mypy_cache").iterdir()] == ["loopsafe"]


# --- How it ends --------------------------------------------------------------------------------


def test_a_file_that_cannot_be_read(project: Project) -> None:
    project.write("app.py", SLEEPER)
    project.write("broken.py", "def broken(:\n")
    run = project.check()
    first, *_, last = run.stderr.splitlines()
    assert first.startswith("broken.py:1: error:")
    assert first.endswith("[syntax]")
    assert last == "loopsafe: nothing was checked, because of the error above"
    assert run.stdout == ""
    assert run.returncode == 2


@pytest.mark.parametrize(
    ("argument", "reason"),
    [
        ("gone.py", 'no such file or folder: "gone.py"'),
        ("empty", "There are no .py[i] files in directory 'empty': name files or folders with"),
        ("--config-file=gone.ini", 'no such configuration file: "gone.ini"'),
        ("--config-file=broken.toml", "broken.toml: cannot parse it, please mend it: Expected"),
        ("--config-file=files.ini", 'no such file or folder: "gone" (see "files" in files.ini)'),
        ("--config-file=strict.ini", "strict.ini: [loopsafe] strict: must be true or false"),
        ("--config-file=plugins.ini", 'plugins.ini:2: error: Error importing plugin "gone"'),
        ("--python-version=3.5", "argument --python-version: Python 3.5 is not supported"),
        ("--cache-dir=app.py", 'cannot write to the cache folder "app.py": choose one with'),
    ],
)
def test_says_in_one_line_why_it_cannot_run(project: Project, argument: str, reason: str) -> None:
    project.write("app.py", "")
    project.write("broken.toml", "[tool\n")
    project.write("files.ini", "[mypy]\nfiles = gone\n")
    project.write("strict.ini", "[loopsafe]\nstrict = perhaps\n")
    project.write("plugins.ini", "[mypy]\nplugins = gone\n")
    (project.root / "empty").mkdir()
    run = project.check(argument)
    assert reason in run.stderr.splitlines()[0]
    assert run.stdout == ""
    assert run.returncode == 2


def test_needs_mypy(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(sys.modules, "mypy", None)
    assert main(["check", "app.py"]) == 2
    assert capsys.readouterr().err == (
        'loopsafe: error: "loopsafe check" needs mypy: '
        'install it with pip install "loopsafe[mypy]"\n'
    )


def test_needs_a_mypy_that_it_knows(project: Project) -> None:
    project.write("old/mypy/__init__.py", "")
    project.write("old/mypy/version.py", '__version__ = "1.11.0+dev"\n')
    project.environment["PYTHONPATH"] = str(project.root / "old")
    run = project.check()
    assert run.stderr == (
        "loopsafe: error: mypy 1.11.0+dev is installed, but this version of loopsafe needs "
        'mypy>=2.4,<2.5: install it with pip install "loopsafe[mypy]"\n'
    )
    assert run.returncode == 2


@pytest.mark.skipif(os.name != "posix", reason="Windows has no signals for single processes")
@pytest.mark.parametrize("interrupt", [os.kill, os.killpg], ids=["command", "terminal"])
def test_an_interrupt_ends_it_quietly(
    project: Project, interrupt: Callable[[int, int], None]
) -> None:
    """From a terminal both processes get the signal, from ``kill`` only the one that is named."""
    project.write("mypy.ini", "[mypy]\nplugins = slow.py\n")
    project.write(
        "slow.py",
        """\
        import sys
        import time

        def plugin(version):
            print("ready", file=sys.stderr, flush=True)
            time.sleep(60)
        """,
    )
    with subprocess.Popen(
        project.command("slow.py"),
        cwd=project.root,
        env=project.environment,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as running:
        assert running.stderr is not None
        assert running.stderr.readline() == "ready\n"
        interrupt(running.pid, signal.SIGINT)
        lines = running.stderr.read().splitlines()
    assert lines[-1] == "loopsafe: interrupted"
    assert not any("Traceback" in line for line in lines)
    assert running.returncode == 130


def test_a_reader_that_has_left_is_no_error(project: Project) -> None:
    project.write("app.py", SLEEPER)
    read, write = os.pipe()
    os.close(read)
    run = subprocess.run(
        project.command(),
        cwd=project.root,
        env=project.environment,
        stdout=write,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(write)
    assert run.stderr == b""
    assert run.returncode == 1


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("stream", [Terminal(), io.StringIO()], ids=["terminal", "file"])
def test_progress_is_one_line_on_a_terminal_once_it_takes_a_second(
    stream: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 0.0
    monkeypatch.setattr("time.monotonic", lambda: now)
    progress = Progress(stream, total=3)
    progress.show()
    assert stream.getvalue() == ""
    now = 2.0
    progress.checked = 2
    progress.show()
    progress.clear()
    first, second = (f"{text:<79}" for text in ("loopsafe: checked 2 of 3 files", ""))
    assert stream.getvalue() == (f"\r{first}\r\r{second}\r" if stream.isatty() else "")
