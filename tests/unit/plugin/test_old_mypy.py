"""A mypy that does not serve: one line that says which does, and the end."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import loopsafe_mypy


@pytest.mark.parametrize("version", ["1.9.0", "2.3.9", "2.5.0", "2.10.0", "3.0", "0.991"])
def test_a_mypy_that_does_not_serve(version: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Too old or too new: the line names both versions and both remedies."""
    with pytest.raises(SystemExit) as caught:
        loopsafe_mypy.plugin(version)
    assert caught.value.code == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == (
        f'loopsafe: mypy {version} is not supported: install "mypy>=2.4,<2.5", '
        "or remove loopsafe_mypy from mypy's plugins\n"
    )


@pytest.mark.parametrize("version", ["2.4.0", "2.4.1", "2.4.1+dev.abcdef", "2.4.17"])
def test_a_mypy_that_serves(version: str) -> None:
    """Any release of the series, and as often as mypy likes: the daemon asks again."""
    script = (
        "import loopsafe_mypy\n"
        f"first, second = loopsafe_mypy.plugin({version!r}), loopsafe_mypy.plugin({version!r})\n"
        "assert first is second and first.__name__ == 'LoopsafePlugin'\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=False, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_mypy_twice_in_one_process(tmp_path: Path) -> None:
    """`mypy.api` is made for that: editors and test suites use it."""
    script = (
        "from mypy import api\n"
        "given = ['--config-file=mypy.ini', '--cache-dir=/dev/null', '-c', 'x = 1']\n"
        "open('mypy.ini', 'w').write('[mypy]\\nplugins = loopsafe_mypy\\n')\n"
        "assert api.run(given)[2] == api.run(given)[2] == 0\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        capture_output=True,
        check=False,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
