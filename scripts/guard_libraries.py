"""Run the test suites of real asyncio libraries under the guard, and show what it finds in them.

::

    python -m scripts.guard_libraries                   # all of them, in a temporary folder
    python -m scripts.guard_libraries aiofiles --keep FOLDER

Each library's source distribution is fetched and unpacked, and installed with what its tests need
into an environment of its own. Its tests run twice: as they are, and with ``--loopsafe-guard=log``.
The guard has not broken anything if each test ends the same way both times. Exit status: 0 if so, 1
if not.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tarfile
import tempfile
import venv
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any, Final, NamedTuple

ROOT: Final = Path(__file__).resolve().parents[1]


class Library(NamedTuple):
    """A library, and how its tests are run."""

    requirement: str
    """The version that docs/guard.md speaks of."""
    needs: tuple[str, ...]
    """What its tests need."""
    tests: str
    options: tuple[str, ...] = ()


LIBRARIES: Final = {
    "aiofiles": Library(
        "aiofiles==24.1.0",
        ("pytest>=8", "pytest-asyncio>=0.24", "coverage"),
        "tests",
        ("--override-ini=asyncio_default_fixture_loop_scope=function",),
    ),
    "aiosqlite": Library("aiosqlite==0.21.0", ("pytest>=8",), "aiosqlite/tests/smoke.py"),
    "starlette": Library(
        "starlette==0.47.0",
        ("pytest>=8", "trio", "httpx", "itsdangerous", "jinja2", "python-multipart", "anyio"),
        "tests",
        ("--override-ini=filterwarnings=default",),
    ),
}


def main() -> int:
    """Run the suites that are named."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("names", nargs="*", choices=[*LIBRARIES, []], metavar="LIBRARY")
    parser.add_argument("--keep", type=Path, help="work in this folder, and leave it")
    options = parser.parse_args()
    names = options.names or list(LIBRARIES)
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        same = [compare(LIBRARIES[name], folder / name) for name in names]
    return 0 if all(same) else 1


def compare(library: Library, folder: Path) -> bool:
    """Run one library's tests as they are and under the guard. Returns whether they end alike."""
    source = fetch(library, folder)
    python = environment(library, folder)
    _, without = run(library, source, python, folder / "without.xml")
    report = folder / "seen.json"
    watched = ("--loopsafe-guard=log", f"--loopsafe-report={report}")
    output, under = run(library, source, python, folder / "under.xml", *watched)
    print(f"== {library.requirement}: {len(without)} tests, {tally(without)}")
    different = {name: (without.get(name), under.get(name)) for name in without.keys() | under}
    different = {name: ends for name, ends in different.items() if ends[0] != ends[1]}
    for name, (before, after) in sorted(different.items()):
        print(f"   {name}: {before} without the guard, {after} under it")
    if not report.exists():
        print(output)
        return False
    for line in summary(json.loads(report.read_text(encoding="utf-8"))["violations"], source):
        print(f"   {line}")
    return not different and bool(without)


def fetch(library: Library, folder: Path) -> Path:
    """Fetch and unpack a source distribution; return its folder."""
    if not folder.exists():
        sources = ("--no-deps", "--no-binary", ":all:", "--dest", str(folder))
        _pip(sys.executable, "download", *sources, library.requirement)
        for archive in folder.glob("*.tar.gz"):
            with tarfile.open(archive) as opened:
                opened.extractall(folder, filter="data")
    return next(path.parent for path in folder.glob("*/pyproject.toml"))


def environment(library: Library, folder: Path) -> str:
    """Make an environment with the library and what its tests need; return its Python."""
    python = folder / "venv" / "bin" / "python"
    if not python.exists():
        venv.create(folder / "venv", with_pip=True)
    _pip(str(python), "install", library.requirement, *library.needs, f"{ROOT}[guard]")
    return str(python)


def _pip(python: str, *arguments: str) -> None:
    subprocess.run([python, "-m", "pip", "--quiet", *arguments], check=True)


def run(
    library: Library, source: Path, python: str, result: Path, *options: str
) -> tuple[str, dict[str, str]]:
    """Run the tests; return the output, and how each test ended."""
    common = ("-q", "-pno:cacheprovider", f"--junitxml={result}")
    done = subprocess.run(
        [python, "-m", "pytest", *common, *library.options, *options, library.tests],
        cwd=source,
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )
    if not result.exists():
        sys.exit(f"{library.requirement}: no test has run\n{done.stdout}{done.stderr}")
    ends = {}
    for case in ET.parse(result).getroot().iter("testcase"):  # noqa: S314  (written just now)
        found = [child.tag for child in case if child.tag in {"failure", "error", "skipped"}]
        ends[f"{case.get('classname')}::{case.get('name')}"] = found[0] if found else "passed"
    return done.stdout, ends


def tally(ends: dict[str, str]) -> str:
    """Count how tests ended."""
    return ", ".join(f"{list(ends.values()).count(end)} {end}" for end in sorted({*ends.values()}))


def summary(violations: list[dict[str, Any]], source: Path) -> list[str]:
    """Return a line for each place that the guard has told of."""
    lines = []
    for item in violations:
        place = item["place"]
        file = place["file"].removeprefix(f"{source}/")
        file = "/".join(file.split("/site-packages/")[-1:])
        lines.append(
            f"{item['operation']} at {file}:{place['line']} in {place['function']}, "
            f"{item['count']} times, by {item['sensor']}"
        )
    return sorted(lines)


if __name__ == "__main__":
    sys.exit(main())
