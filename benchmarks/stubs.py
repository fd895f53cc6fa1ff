"""Measure what effect stubs cost when mypy starts, and when a module's stub is needed.

Each round is a fresh process, as each run of mypy is::

    python benchmarks/stubs.py --rounds 20

At the start, every run imports the catalogue, finds the stub files of all sources (with a few of a
project's own) and hashes them, so that an edited one makes mypy's cache stale; that is the budget.
Reading is left to the modules that a program imports: the cost of one, of those of a web service,
and of everything are shown for comparison.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

BUDGET: Final = 50.0
"""Milliseconds that all stubs together may cost at the start."""

OWN: Final = 20
"""Stubs that the measured project has itself."""

CHILD: Final = """
import sys, time
import ast, enum, hashlib, os, pathlib, typing  # mypy has these loaded when it gets to us
began = time.perf_counter()
from loopsafe_stubs import Catalogue, Target
imported = time.perf_counter()
catalogue = Catalogue.of_project([pathlib.Path(sys.argv[1])], Target((3, 13), "linux"))
found = time.perf_counter()
catalogue.digest()
hashed = time.perf_counter()
catalogue.module("requests.api")
one = time.perf_counter()
for name in ("asyncio.events", "time", "httpx._client", "sqlalchemy.orm.session", "redis.client"):
    catalogue.module(name)
several = time.perf_counter()
catalogue.load_all()
everything = time.perf_counter()
import json
times = [imported - began, found - imported, hashed - found, hashed - began]
times += [one - hashed, several - one, everything - several]
print(json.dumps([*(1000 * item for item in times), len(catalogue.modules())]))
"""

LABELS: Final = (
    "import the catalogue",
    "find the files",
    "hash them",
    "all of this, at every start",
    "read one module",
    "read those of a web service",
    "read everything",
)


def measure(folder: Path) -> list[float]:
    """Run one process and return its times in milliseconds, and the number of modules."""
    command = [sys.executable, "-c", CHILD, str(folder)]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    times: list[float] = json.loads(output)
    return times


def main() -> int:
    """Print the medians; fail if the start costs more than its budget."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=20, help="processes (default 20)")
    rounds: int = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(OWN):
            (folder / f"vendor{number}.pyi").write_text("def fetch(): ...\n", encoding="utf-8")
        measure(folder)  # compiles what is not compiled yet
        runs = [measure(folder) for _ in range(rounds)]
    medians = [statistics.median(column) for column in zip(*runs, strict=True)]
    print(f"{int(medians.pop())} modules with stubs, median of {rounds} processes, milliseconds")
    for label, median in zip(LABELS, medians, strict=True):
        print(f"{label:28} {median:7.1f}")
    start = medians[LABELS.index("all of this, at every start")]
    if start > BUDGET:
        print(f"over the budget of {BUDGET:.0f} ms")
    return int(start > BUDGET)


if __name__ == "__main__":
    sys.exit(main())
