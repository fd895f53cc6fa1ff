"""Check Home Assistant with and without the plugin, and compare.

Downloads the wheel of one fixed release by pip, without its dependencies, and runs mypy over its
core and 100 integrations: cold and warm, with and without the plugin in turns. Prints the ratios
of CPU time and memory, and what the plugin found. loopsafe is measured as users have it: as a
wheel, which is made of this checkout and installed beside a mypy of its own::

    python benchmarks/home_assistant.py --repeat 3 --budget --findings findings.txt

The figures for the project's budget are those of the default sample. Needs a system that has
`os.wait4` (Linux, macOS), and ``loopsafe[mypy]`` in the interpreter that runs this script.
"""

from __future__ import annotations

import argparse
import collections
import os
import platform
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from measure import Cost, CrashError, empty, install, median, run_mypy

from loopsafe_mypy.codes import ALL

VERSION = "2025.4.4"
PYTHON = "3.13"
WARM_RUNS = 5
"""A warm run is so short that one alone says little."""
CORE = ("core.py", "helpers", "util", "auth")
INTEGRATIONS = Path(__file__).with_name("home_assistant_integrations.txt")
MEBIBYTE = 1024 * 1024

WITHOUT = f"""\
[mypy]
python_version = {PYTHON}
ignore_missing_imports = true
follow_imports = normal
no_site_packages = true
show_traceback = true
"""
WITH = f"""\
{WITHOUT}plugins = loopsafe_mypy

[loopsafe]
callback_decorators = homeassistant.core.callback
"""


class Measure(NamedTuple):
    """One row of the table."""

    title: str
    phase: str
    field: str
    unit: float
    suffix: str
    digits: int
    budget: float | None
    """The highest ratio allowed, if there is one."""


MEASURES = (
    Measure("cold CPU", "cold", "cpu", 1, "s", 1, 1.10),
    Measure("cold wall", "cold", "wall", 1, "s", 1, None),
    Measure("cold peak memory", "cold", "memory", MEBIBYTE, "MiB", 1, 1.05),
    Measure("warm CPU", "warm", "cpu", 1, "s", 3, 1.05),
    Measure("warm wall", "warm", "wall", 1, "s", 3, None),
    Measure("warm peak memory", "warm", "memory", MEBIBYTE, "MiB", 1, None),
)


class Finding(NamedTuple):
    """One error of loopsafe's, with its notes."""

    code: str
    origin: str
    """The function at the end of the chain."""
    lines: tuple[str, ...]


Costs = Mapping[tuple[str, str], list[Cost]]
"""From a variant and a phase to its rounds."""


def main() -> int:
    """Run the benchmark and return the exit status."""
    options = parse_arguments()
    try:
        source = unpacked(options.cache)
        targets = ["homeassistant"] if options.full else list(sample(source))
        with tempfile.TemporaryDirectory(prefix="loopsafe-benchmark-") as folder:
            python = options.python or install(Path(folder) / "venv", compiled=options.compiled)
            print(title(options, len(targets), python), flush=True)
            costs = measured(source, targets, Path(folder), options, python)
    except (CrashError, OSError, subprocess.CalledProcessError) as error:
        print(error, file=sys.stderr)
        return 2
    over = table(costs)
    found = list(findings(costs["with", "cold"][-1].output))
    counts("findings by code", (item.code for item in found), len(found))
    counts("findings by origin", (item.origin for item in found), 20)
    if options.findings is not None:
        text = "\n".join(line for item in found for line in item.lines)
        options.findings.write_text(f"{text}\n" if text else "", encoding="utf-8")
    if costs["with", "warm"][-1].output != costs["with", "cold"][-1].output:
        print("\nthe warm run says something else than the cold one", file=sys.stderr)
        return 2
    if over:
        print(f"\nover budget: {', '.join(over)}")
    return int(options.budget and bool(over))


def parse_arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Check Home Assistant, and compare the costs.")
    parser.add_argument("--cache", type=Path, default=default_cache(), help="keep the wheel here")
    parser.add_argument("--repeat", type=int, default=1, metavar="N", help="rounds (medians)")
    parser.add_argument("--full", action="store_true", help="check all of Home Assistant")
    parser.add_argument("--prefixes", action="store_true", help="take async_ for a marker too")
    parser.add_argument("--budget", action="store_true", help="exit with 1 when over budget")
    parser.add_argument(
        "--python", metavar="FILE", help="measure what this interpreter has installed instead"
    )
    parser.add_argument(
        "--compiled", action="store_true", help="measure a wheel that mypyc has compiled"
    )
    parser.add_argument("--findings", type=Path, metavar="FILE", help="write the findings here")
    options = parser.parse_args()
    if options.repeat < 1:
        parser.error("--repeat needs at least one round")
    return options


def default_cache() -> Path:
    """Return the folder below the user's own cache."""
    home = os.environ.get("XDG_CACHE_HOME")
    return (Path(home) if home else Path.home() / ".cache") / "loopsafe-benchmarks"


def unpacked(cache: Path) -> Path:
    """Return the folder with Home Assistant's sources; download them if they are not there.

    Raises:
        subprocess.CalledProcessError: When pip fails.
    """
    folder = cache.resolve() / f"homeassistant-{VERSION}"
    if not folder.is_dir():
        cache.mkdir(parents=True, exist_ok=True)
        wheel = cache / f"homeassistant-{VERSION}-py3-none-any.whl"
        if not wheel.is_file():
            download(cache)
        partial = empty(folder.with_suffix(".partial"))
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(partial)
        partial.rename(folder)
    return folder


def download(cache: Path) -> None:
    """Let pip put the wheel into a folder."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    command += ["--no-deps", "--only-binary=:all:", "--python-version", PYTHON]
    command += ["--dest", str(cache), f"homeassistant=={VERSION}"]
    subprocess.run(command, check=True)


def sample(source: Path) -> Iterator[str]:
    """Yield the paths of the default sample.

    Raises:
        FileNotFoundError: When one of them is not in the wheel.
    """
    integrations = INTEGRATIONS.read_text(encoding="utf-8").split()
    for name in (*CORE, *(f"components/{integration}" for integration in integrations)):
        path = Path("homeassistant") / name
        if not (source / path).exists():
            message = f"{path} is not in Home Assistant {VERSION}"
            raise FileNotFoundError(message)
        yield str(path)


def title(options: argparse.Namespace, targets: int, python: str) -> str:
    """Say what is measured, and by what."""
    size = "all of it" if options.full else f"core and {targets - len(CORE)} integrations"
    versions = (
        subprocess.run([python, *words, "--version"], check=True, capture_output=True, text=True)
        for words in ([], ["-m", "mypy"])
    )
    return (
        f"Home Assistant {VERSION}, {size}{', loopsafe compiled' if options.compiled else ''}\n"
        f"{', '.join(version.stdout.strip() for version in versions)}, "
        f"{platform.machine()}, rounds: {options.repeat}\n"
    )


def measured(
    source: Path, targets: list[str], folder: Path, options: argparse.Namespace, python: str
) -> Costs:
    """Run both variants in turns, each cold and then warm."""
    configurations = {
        "without": WITHOUT,
        "with": WITH + ("loop_prefixes = async_\n" if options.prefixes else ""),
    }
    costs: dict[tuple[str, str], list[Cost]] = collections.defaultdict(list)
    for _ in range(options.repeat):
        for variant, text in configurations.items():
            file = folder / f"{variant}.ini"
            file.write_text(text, encoding="utf-8")
            cache = empty(folder / variant)
            arguments = ["--config-file", str(file), "--cache-dir", str(cache), *targets]
            for phase in ("cold", *["warm"] * WARM_RUNS):
                costs[variant, phase].append(run_mypy(arguments, source, python))
    return costs


def table(costs: Costs) -> list[str]:
    """Print the comparison. Return the titles of what is over its budget."""
    over = []
    print(f"{'':<18}{'without':>12}{'with':>12}{'ratio':>9}{'budget':>9}")
    for row in MEASURES:
        without, with_ = (
            median(costs[variant, row.phase], row.field) / row.unit
            for variant in ("without", "with")
        )
        ratio = with_ / without
        budget = "" if row.budget is None else f"{row.budget:.2f}"
        amounts = "".join(
            f"{f'{amount:.{row.digits}f} {row.suffix}':>12}" for amount in (without, with_)
        )
        print(f"{row.title:<18}{amounts}{ratio:>9.3f}{budget:>9}")
        if row.budget is not None and ratio > row.budget:
            over.append(row.title)
    return over


def findings(output: str) -> Iterator[Finding]:
    """Yield what loopsafe reported, in mypy's order."""
    codes = {code.code for code in ALL}
    blocks: list[list[str]] = []
    for line in output.splitlines():
        if ": note: " in line and blocks:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    for error, *notes in blocks:
        code = error.rpartition("  [")[2].removesuffix("]")
        if code in codes:
            yield Finding(code, origin(error), (error, *notes))


def origin(line: str) -> str:
    """Return the function at the end of the chain that a message names."""
    reached = re.search(r'reaches "([^"]+)"', line) or re.search(r'"([^"]+)"', line)
    return reached[1] if reached else line


def counts(heading: str, keys: Iterator[str], most: int) -> None:
    """Print how often each key occurs, the most frequent first."""
    counter = collections.Counter(keys)
    print(f"\n{heading}: {counter.total()}")
    for key, count in counter.most_common(most):
        print(f"{count:>7}  {key:.69}")
    if len(counter) > most:
        print(f"         and {len(counter) - most} more")


if __name__ == "__main__":
    sys.exit(main())
