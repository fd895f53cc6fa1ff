"""Installed packages without an effect stub: what mypy keeps of their bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .mypy_project import Project

LIBRARY = """\
import threading
import time

class Pool:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.ready = threading.Event()
        with self.lock:
            self.size = 1

class Slow:
    def __init__(self) -> None:
        self.ready = threading.Event()
        self.ready.wait()
        self.size = 1

class Sleepy:
    def __init__(self) -> None:
        time.sleep(1)
        self.size = 1
"""
APP = """\
from pooled import Pool, Sleepy, Slow

async def main() -> None:
    Pool()
    Slow()
    Sleepy()
"""


def test_short_locks_are_overlooked(project: Project) -> None:
    """But neither waiting for others nor anything else."""
    project.write("site-packages/pooled/__init__.py", LIBRARY)
    project.write("site-packages/pooled/py.typed", "")
    project.write("app.py", APP)
    project.environment["PYTHONPATH"] = str(project.root / "site-packages")
    for _ in ("cold", "warm"):
        assert project.mypy("app.py").errors == [
            "app.py:5 [blocking-call]",
            "app.py:6 [blocking-call]",
        ]


def test_locks_of_the_program_are_not(project: Project) -> None:
    project.write("pooled.py", LIBRARY)
    project.write("app.py", APP)
    assert "app.py:4 [blocking-call]" in project.mypy("app.py").errors
