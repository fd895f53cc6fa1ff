"""The example programs: one with a fault of each kind, and the same one mended.

`FAULTS` is the whole truth about `examples/home`: each fault by file, by source text that is found
nowhere else in that file, and by code. The line numbers follow from the text.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Final, NamedTuple

import pytest

ROOT: Final = Path(__file__).resolve().parents[2]
HOME: Final = ROOT / "examples" / "home"
HOME_FIXED: Final = ROOT / "examples" / "home_fixed"
PROGRAMS: Final = pytest.mark.parametrize("program", [HOME, HOME_FIXED], ids=lambda path: path.name)

TRANSCRIPT: Final = """\
sun is below the horizon
light.hall is 80 %
light.hall is 35 %
light.hall is 0 %
notice: light.hall does not answer
at the end light.hall is 0 %
recorded: light.hall, changes: 3
recorded: sun, changes: 1
"""
"""What the mended program prints. The faulty one leaves the light at 35 %."""

CHIME: Final = "chime.hall is ringing\nchime.hall is silent\n" * 2


class Fault(NamedTuple):
    """One fault that was planted in `examples/home`."""

    file: str
    text: str
    code: str

    def lines(self) -> range:
        """Return the line numbers that the text takes: an error on any of them is this fault's."""
        source = (HOME / self.file).read_text(encoding="utf-8")
        assert source.count(self.text) == 1, f"{self.file}: not exactly once: {self.text!r}"
        first = source[: source.index(self.text)].count("\n") + 1
        return range(first, first + self.text.count("\n") + 1)


FAULTS: Final = (
    Fault("home/automation.py", "level = welcome_level(", "blocking-call"),
    Fault("home/automation.py", "if not self._home.services.call(", "unscheduled-coroutine"),
    Fault("home/light.py", "        else:\n            self._publish()", "loop-only-call"),
    Fault("home/recorder.py", "loop.call_later(", "callable-context"),
    Fault("home/chime.py", "@callback\n    async def ring", "category-marker"),
)

ERROR: Final = re.compile(
    r"^(?P<file>[^:\n]+):(?P<line>\d+): error: .*\[(?P<code>[\w-]+)\]$", re.MULTILINE
)


def run(
    *arguments: str | Path, cwd: Path, timeout: float = 120
) -> subprocess.CompletedProcess[str]:
    """Run this interpreter on a program, with nothing in its way that the caller's shell set."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "MYPY", "LOOPSAFE"))
    }
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env=environment | {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=timeout,
        check=False,
    )


def run_mypy(*arguments: str | Path, cwd: Path, cache: Path) -> subprocess.CompletedProcess[str]:
    """Run mypy in a process of its own."""
    return run("-m", "mypy", "--no-pretty", "--cache-dir", cache, *arguments, cwd=cwd)


def sources(program: Path) -> set[str]:
    """List the files that both programs have: all but what explains the faults."""
    return {
        path.relative_to(program).as_posix()
        for path in program.rglob("*")
        if path.is_file() and path.suffix in {".py", ".ini"}
    }


def assert_exactly_the_faults(output: str, folder: Path) -> None:
    """Check that mypy reported each planted fault once and nothing else."""
    found = [
        (
            Path(os.path.relpath(folder / match["file"], HOME)).as_posix(),
            match["code"],
            int(match["line"]),
        )
        for match in ERROR.finditer(output)
    ]
    planted = sorted((fault.file, fault.code) for fault in FAULTS)
    assert sorted((file, code) for file, code, _ in found) == planted, output
    lines = {(file, code): line for file, code, line in found}
    for fault in FAULTS:
        assert lines[fault.file, fault.code] in fault.lines(), output


class TestPrograms:
    """What holds without the plugin."""

    def test_both_have_the_same_files(self) -> None:
        """The mended program is the faulty one with other lines, not with other modules."""
        assert sources(HOME) == sources(HOME_FIXED)
        assert "home/__main__.py" in sources(HOME)

    @PROGRAMS
    def test_plain_mypy_is_content(self, program: Path, tmp_path: Path) -> None:
        """The faults are none that ``mypy --strict`` knows."""
        result = run_mypy("--config-file=", "--strict", program, cwd=ROOT, cache=tmp_path)
        assert result.returncode == 0, result.stdout + result.stderr

    def test_the_mended_one_runs(self) -> None:
        """It plays its evening in asyncio's debug mode, and no warning is left."""
        result = run("-X", "dev", "-W", "error", "-m", "home", cwd=HOME_FIXED, timeout=30)
        assert result.returncode == 0, result.stderr
        assert result.stdout == TRANSCRIPT
        assert not re.search(r"Warning|Traceback|Exception|never awaited", result.stderr)

    def test_the_mended_one_runs_with_its_chime(self) -> None:
        """The optional integration can be loaded once its marker is gone."""
        result = run("-X", "dev", "-W", "error", "-m", "home", "--chime", cwd=HOME_FIXED)
        assert result.returncode == 0, result.stderr
        assert CHIME in result.stdout
        assert "recorded: chime.hall, changes: 4\n" in result.stdout

    def test_the_faulty_one_leaves_the_light_on(self) -> None:
        """It goes wrong as its README says, and quietly: that is the point of it."""
        result = run("-m", "home", cwd=HOME, timeout=30)
        assert result.returncode == 0, result.stderr
        assert "at the end light.hall is 35 %\n" in result.stdout

    @pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.code)
    def test_the_readme_lists_each_fault(self, fault: Fault) -> None:
        """One row for each, with the line where it is."""
        readme = (HOME / "README.md").read_text(encoding="utf-8")
        rows = [line for line in readme.splitlines() if f"| `{fault.code}` |" in line]
        assert len(rows) == 1
        assert any(f"`{fault.file}:{line}`" in rows[0] for line in fault.lines()), rows[0]


class TestPlugin:
    """What mypy says with the plugin."""

    def test_faults_from_the_root(self, tmp_path: Path) -> None:
        """One error for each code, and the chain that the README shows, word for word."""
        result = run_mypy("--config-file", HOME / "mypy.ini", HOME, cwd=ROOT, cache=tmp_path)
        assert result.returncode == 1, result.stdout + result.stderr
        assert_exactly_the_faults(result.stdout, ROOT)

    def test_faults_from_its_own_folder(self, tmp_path: Path) -> None:
        """Plain ``mypy`` finds the configuration, the files, and so the same faults."""
        result = run_mypy(cwd=HOME, cache=tmp_path)
        assert result.returncode == 1, result.stdout + result.stderr
        assert_exactly_the_faults(result.stdout, HOME)
        readme = (HOME / "README.md").read_text(encoding="utf-8")
        shown = [line for line in readme.splitlines() if line.startswith("home/automation.py:")]
        assert shown
        assert set(shown) <= set(result.stdout.splitlines()), result.stdout

    def test_mended_is_clean_in_strict(self, tmp_path: Path) -> None:
        """Not even a call whose effect is unknown is left."""
        config = HOME_FIXED / "mypy.ini"
        assert "[loopsafe]\nstrict = true" in config.read_text(encoding="utf-8")
        result = run_mypy("--config-file", config, HOME_FIXED, cwd=ROOT, cache=tmp_path)
        assert result.returncode == 0, result.stdout + result.stderr
