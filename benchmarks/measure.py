"""Run mypy in a child process and say what that process cost.

Shared by the benchmarks beside it; what is run and how it is shown belongs to them.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

CRASHED = 2
"""mypy's exit status from which on it did not finish: 0 is clean, 1 is errors found."""

REMOVED = frozenset({"MYPYPATH", "MYPY_CACHE_DIR", "PYTHONDONTWRITEBYTECODE"})
"""What must not decide the result: other sources, a used cache, a plugin compiled on each run."""


class CrashError(Exception):
    """mypy did not come to an end. The text holds the end of what it said."""


class Cost(NamedTuple):
    """What one run of mypy took."""

    cpu: float
    """Seconds of CPU, user and system."""
    wall: float
    """Seconds on the clock."""
    memory: int
    """The most memory held at one time, in bytes."""
    output: str
    """What mypy printed on its standard output."""


def install(folder: Path, *, compiled: bool = False) -> str:
    """Install this checkout as users do, as a wheel, into a fresh environment.

    An editable installation starts slower: nobody has recorded what is in its files.

    Args:
        folder: Where to make the environment.
        compiled: Whether mypyc compiles the plugin first, which needs a C compiler.

    Returns:
        The path of its interpreter.

    Raises:
        subprocess.CalledProcessError: When pip fails.
    """
    venv.create(folder, with_pip=True, clear=True)
    python = str(folder / "bin" / "python")
    checkout = Path(__file__).resolve().parent.parent
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    environment = {**os.environ, "LOOPSAFE_COMPILE": str(int(compiled))}
    subprocess.run([*pip, f"{checkout}[mypy]"], check=True, env=environment)
    return python


def run_mypy(arguments: Sequence[str], folder: Path, python: str = sys.executable) -> Cost:
    """Run mypy in a process of its own.

    Args:
        arguments: The command line after ``mypy``.
        folder: The working directory, from which mypy shows paths.
        python: The interpreter whose mypy it is; by default this one.

    Raises:
        CrashError: When mypy crashed, or could not start at all.
    """
    command = [python, "-m", "mypy", "--no-color-output", *arguments]
    environment = {key: value for key, value in os.environ.items() if key not in REMOVED}
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        child = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=said, stderr=subprocess.STDOUT
        )
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        output = said.read().decode(errors="replace")
    if child.returncode >= CRASHED or child.returncode < 0:
        end = "\n".join(output.splitlines()[-20:])
        message = f"mypy ended with status {child.returncode}:\n{end}"
        raise CrashError(message)
    unit = 1 if sys.platform == "darwin" else 1024
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * unit, output)


def median(costs: Iterable[Cost], field: str) -> float:
    """Return the median of one field of several runs."""
    return float(statistics.median(getattr(cost, field) for cost in costs))


def empty(folder: Path) -> Path:
    """Return a folder after making sure that it exists and holds nothing."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
