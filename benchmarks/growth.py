"""Measure how the plugin's time grows with the size of a module.

Generates modules of doubled size in shapes that are hard on an analysis of calls, and runs mypy
over each with and without the plugin; the difference in CPU time is the plugin's. From one size
to the next it should about double::

    python benchmarks/growth.py --largest 32000 --repeat 3

Every shape ends in ``time.sleep``, which every function reaches, and has one coroutine that does.
"""

from __future__ import annotations

import argparse
import math
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from measure import CrashError, empty, run_mypy

SMALLEST = 1_000
WITHOUT = "[mypy]\nno_site_packages = true\n"
CONFIGURATIONS = {"without": WITHOUT, "with": f"{WITHOUT}plugins = loopsafe_mypy\n"}
HEAD = "import time\n"
END = "async def on_event() -> None:\n    f0()\n"
FAN = 8
"""How many functions one of the wide shape calls."""
RING = 100
"""How many functions make up one ring of the recursive shape."""

Shape = Callable[[int], Iterator[str]]


def deep(size: int) -> Iterator[str]:
    """One chain: each function calls the next one."""
    for number in range(size):
        yield f"def f{number}() -> None:\n    {called('', number + 1, size)}\n"


def wide(size: int) -> Iterator[str]:
    """One tree: each function calls several others, the last ones block."""
    for number in range(size):
        below = range(number * FAN + 1, number * FAN + FAN + 1)
        calls = "\n    ".join(called("", callee, size) for callee in below)
        yield f"def f{number}() -> None:\n    {calls}\n"


def recursive(size: int) -> Iterator[str]:
    """Rings of functions that call each other, each ring calling the next one."""
    for number in range(size):
        back = number - number % RING
        calls = f"{called('', number + 1, size)}\n    f{back}()"
        yield f"def f{number}() -> None:\n    {calls}\n"


def methods(size: int) -> Iterator[str]:
    """One class; each of its methods calls the next one."""
    yield "class Device:\n"
    for number in range(size):
        yield f"    def f{number}(self) -> None:\n        {called('self.', number + 1, size)}\n"
    yield "def f0() -> None:\n    Device().f0()\n"


SHAPES: tuple[Shape, ...] = (deep, wide, recursive, methods)


def called(prefix: str, number: int, size: int) -> str:
    """Return a call of one of the functions, or of what blocks after the last one."""
    return f"{prefix}f{number}()" if number < size else "time.sleep(1)"


def main() -> int:
    """Run the benchmark and return the exit status."""
    parser = argparse.ArgumentParser(description="Measure how the plugin's time grows.")
    parser.add_argument("--largest", type=int, default=32_000, help="functions (default: 32000)")
    parser.add_argument("--repeat", type=int, default=1, metavar="N", help="rounds (the least)")
    options = parser.parse_args()
    sizes = [SMALLEST]
    while sizes[-1] * 2 <= options.largest:
        sizes.append(sizes[-1] * 2)
    print("plugin CPU time in seconds, and how it grew from the size before\n")
    print(f"{'functions':>9}" + "".join(f"{shape.__name__:>16}" for shape in SHAPES))
    seconds: dict[Shape, list[float]] = {shape: [] for shape in SHAPES}
    try:
        with tempfile.TemporaryDirectory(prefix="loopsafe-growth-") as name:
            folder = Path(name)
            prepare(folder)
            for size in sizes:
                row = f"{size:>9}"
                for shape in SHAPES:
                    seconds[shape].append(plugin_time(shape, size, folder, options.repeat))
                    row += f"{cell(seconds[shape]):>16}"
                print(row, flush=True)
    except CrashError as error:
        print(error, file=sys.stderr)
        return 2
    if len(sizes) > 1:
        mean = "".join(f"{f'x{average(found):.2f}':>16}" for found in seconds.values())
        print(f"{'mean':>9}{mean}")
    return 0


def prepare(folder: Path) -> None:
    """Fill mypy's caches with everything but the generated modules."""
    (folder / "empty.py").write_text(f"{HEAD}async def empty() -> None: ...\n", encoding="utf-8")
    for variant, text in CONFIGURATIONS.items():
        (folder / f"{variant}.ini").write_text(text, encoding="utf-8")
        empty(folder / variant)
        run_mypy(arguments(variant, "empty.py"), folder)


def arguments(variant: str, file: str) -> list[str]:
    """Return mypy's command line for one variant."""
    return ["--config-file", f"{variant}.ini", "--cache-dir", variant, file]


def plugin_time(shape: Shape, size: int, folder: Path, rounds: int) -> float:
    """Return the CPU seconds that the plugin adds to a run over one module."""
    least = dict.fromkeys(CONFIGURATIONS, math.inf)
    for number in range(rounds):
        file = f"{shape.__name__}_{size}_{number}.py"
        body = "\n".join(shape(size))
        (folder / file).write_text(f"{HEAD}\n{body}\n{END}", encoding="utf-8")
        for variant in CONFIGURATIONS:
            cost = run_mypy(arguments(variant, file), folder)
            if ("[blocking-call]" in cost.output) != (variant == "with"):
                message = f"{file}, {variant} the plugin: unexpected output:\n{cost.output:.500}"
                raise CrashError(message)
            least[variant] = min(least[variant], cost.cpu)
    return least["with"] - least["without"]


def cell(seconds: list[float]) -> str:
    """Show the last time, and its ratio to the one before."""
    *before, last = seconds
    grown = f"x{last / before[-1]:.2f}" if before and before[-1] > 0 else ""
    return f"{last:.2f} {grown:>6}"


def average(seconds: list[float]) -> float:
    """Return the factor by which the time grew from size to size, on average."""
    first = next((index for index, value in enumerate(seconds[:-1]) if value > 0), None)
    if first is None:  # the smallest sizes cost less than the measurement's noise
        return math.nan
    return float((seconds[-1] / seconds[first]) ** (1 / (len(seconds) - 1 - first)))


if __name__ == "__main__":
    sys.exit(main())
