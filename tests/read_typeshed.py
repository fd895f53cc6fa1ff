"""What mypy and the plugin find out about the standard library, once for all tests of a process.

Most tests check a program of ten lines, and mypy would read the same hundred modules of typeshed
for each. A folder that has been lent a cache takes them from there; its own modules are in no
cache, so all that a test is about happens as in a first run. Not for tests about first runs.
"""

from __future__ import annotations

import functools
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Collection
from contextlib import closing
from pathlib import Path

CACHE = ".mypy_cache"
_IMPORTS = """\
import abc, asyncio, collections.abc, concurrent.futures, contextlib, dataclasses, enum, functools
import os, pathlib, queue, socket, subprocess, threading, time, typing
import loopsafe
"""


def lend(folder: Path, config: str, *options: str) -> None:
    """Put a cache into a folder, for mypy runs with this configuration and these options."""
    seed = Path(_seed(config, options).name)
    shutil.copytree(seed / CACHE, folder / CACHE, dirs_exist_ok=True)


@functools.cache
def _seed(config: str, options: tuple[str, ...]) -> tempfile.TemporaryDirectory[str]:
    """Check a module that only imports. The folder goes when this process ends."""
    folder = tempfile.TemporaryDirectory(prefix="loopsafe-typeshed-")
    root = Path(folder.name)
    (root / "mypy.ini").write_text(config, encoding="utf-8")
    (root / "imports.py").write_text(_IMPORTS, encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "mypy", *options, f"--cache-dir={CACHE}", "imports.py"],
        cwd=root,
        capture_output=True,
        check=False,
        timeout=120,
    )
    forget(root / CACHE, {"imports"})
    return folder


def forget(cache: Path, modules: Collection[str]) -> None:
    """Take modules out of a cache, each with all below it."""
    for path in cache.glob("*/*.db"):
        with closing(sqlite3.connect(path)) as database, database:
            for module in modules:
                database.execute(
                    "DELETE FROM files2 WHERE path GLOB ? OR path GLOB ?",
                    (f"{module}.*", f"{module}/*"),
                )
