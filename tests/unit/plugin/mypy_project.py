"""A small project in a folder of its own, and mypy runs over it, as a user would start them.

Nothing here judges an output; `Run` only takes it apart.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import textwrap
from typing import TYPE_CHECKING, NamedTuple

from tests import read_typeshed
from tests.cases import harness

if TYPE_CHECKING:
    from pathlib import Path

INI = "[mypy]\nplugins = loopsafe_mypy\n"
"""The configuration that only switches the plugin on."""

SLEEPER = """\
import time

async def sleeper() -> None:
    time.sleep(1)
"""
"""The smallest program with a finding."""

FINDING = 'error: Blocking call on the event loop: "time.sleep"  [blocking-call]'

TIMEOUT = 100
"""Seconds after which a run counts as hanging."""

_OURS = ("FORCE_COLOR", "MYPY_CACHE_DIR", "MYPY_NUM_WORKERS", "MYPYPATH")


class Run(NamedTuple):
    """How one run of mypy ended."""

    status: int
    stdout: str
    stderr: str

    @property
    def errors(self) -> list[str]:
        """The places of all errors, as ``file:line [code]``."""
        found = re.finditer(r"^([^:\n]+:\d+): error: .*\[([a-z-]+)\]$", self.stdout, re.MULTILINE)
        return [f"{match[1]} [{match[2]}]" for match in found]

    @property
    def read_again(self) -> set[str]:
        """With ``-v``: the project's modules that were parsed, so not taken from the cache."""
        found = re.findall(r"^LOG:  Parsing (\S+) ", self.stderr, re.MULTILINE)
        return {path for path in found if "typeshed" not in path and "site-packages" not in path}

    @property
    def crashed(self) -> bool:
        """Whether a traceback or mypy's words for a crash were printed."""
        output = self.stdout + self.stderr
        return "INTERNAL ERROR" in output or "Traceback (most recent call last)" in output


class Project:
    """Files to check, and mypy."""

    def __init__(self, root: Path) -> None:
        """Use the empty folder ``root``."""
        self.root = root
        self.environment = {name: text for name, text in os.environ.items() if name not in _OURS}
        self.write("mypy.ini", INI)
        read_typeshed.lend(root, INI)

    def write(self, name: str, text: str) -> Path:
        """Write a file, its text dedented."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text), encoding="utf-8")
        return path

    def mypy(self, *arguments: str, limit: int = TIMEOUT, **environment: str) -> Run:
        """Run mypy in the project.

        Args:
            arguments: Options and files.
            limit: Seconds of processor time after which the run is killed: its status is negative.
            environment: Further variables.
        """
        return self._run("mypy", *arguments, limit=limit, **environment)

    def daemon(self, *arguments: str) -> Run:
        """Run one command of mypy's daemon."""
        return self._run("mypy.dmypy", "--status-file", str(self.root / "daemon.json"), *arguments)

    def _run(self, module: str, *arguments: str, limit: int = TIMEOUT, **environment: str) -> Run:
        for _ in range(harness.ATTEMPTS):
            done = subprocess.run(
                [
                    "/bin/sh",
                    "-c",
                    f'ulimit -t {limit}; exec "$@"',
                    "sh",
                    sys.executable,
                    "-m",
                    module,
                    *arguments,
                ],
                cwd=self.root,
                env={**self.environment, **environment},
                capture_output=True,
                text=True,
                check=False,
                timeout=TIMEOUT,
            )
            if harness.NO_WORKER not in done.stdout + done.stderr:
                break
        return Run(done.returncode, done.stdout, done.stderr)


def lines_marked(text: str, mark: str) -> list[int]:
    """Return the numbers of the lines of a source that end with a comment."""
    return [
        number
        for number, line in enumerate(textwrap.dedent(text).splitlines(), 1)
        if line.rstrip().endswith(f"# {mark}")
    ]
