"""Compare the router with every other way to get a function onto its thread, side by side.

One run, one table, and whether the figures that the project wants are reached::

    python benchmarks/dispatch.py --goals --output dispatch

Needs the extra ``bench`` (``pip install -e '.[bench]'``); what is missing is left out. Home
Assistant's core is installed into a cache by pip, with what it imports. Everything is measured
pinned to one core, and unpinned as well, where the system decides anew from run to run on which
core a thread wakes.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

from dispatch_contenders import add_home_assistant, optional, versions

HERE: Final = Path(__file__).parent
Tables: TypeAlias = dict[str, dict[str, float]]

UNITS: Final = {
    "on the loop": "ns",
    "coroutine": "ns",
    "round trip": "us",
    "100 in flight": "jobs/s",
    "10,000 in flight": "jobs/s",
    "from a thread": "us",
    "lateness": "ms",
}
BASES: Final = {
    "on the loop": "Home Assistant async_run_hass_job, callback",
    "coroutine": "Home Assistant async_run_hass_job",
    "from a thread": "run_coroutine_threadsafe",
    "lateness": "nothing",
}
"""What is 1.00 in a table; for the others, `run_in_executor`."""


class Goal(NamedTuple):
    """One figure to reach."""

    table: str
    name: str
    bound: float
    least: bool = False
    """Whether it must be at least that, instead of at most."""


GOALS: Final = (
    Goal("round trip", "loopsafe Router.run", 0.45),
    Goal("round trip", "loopsafe portable", 0.60),
    Goal("100 in flight", "loopsafe Router.run", 4.0, least=True),
    Goal("10,000 in flight", "loopsafe Router.run", 4.0, least=True),
    Goal("on the loop", "loopsafe Job.fire, callback", 0.6),
    Goal("coroutine", "loopsafe.run", 0.2),
)
"""Ratios, on asyncio's own loop, pinned to one core."""
IMPORT_GOAL: Final = 15.0
"""Milliseconds."""
WHOLE: Final = 1000
"""From here on, digits after the point are noise."""


def main() -> int:
    """Run the benchmark and return the exit status: 1 if ``--goals`` are not reached."""
    options = parse_arguments()
    add_home_assistant(options.cache)
    print(title(), flush=True)
    settings: dict[str, Tables] = {}
    for loop in ("asyncio", "uvloop"):
        if loop == "uvloop" and optional("uvloop") is None:
            print("uvloop is not installed: left out")
            continue
        for pin in (True, False):
            name = f"{loop}, {'pinned to one core' if pin else 'not pinned'}"
            settings[name] = measure(loop, options.repeat, pin=pin)
            show(name, settings[name])
    floors = {pin: floor(pin=pin) for pin in (True, False)}
    for pin, microseconds in floors.items():
        if microseconds is not None:
            where = "pinned" if pin else "not pinned"
            print(f"floor, two eventfds in C, {where}: {microseconds:.2f} us")
    imported = import_time(options.repeat)
    print(f"import loopsafe: {imported:.1f} ms (without Python's own start)")
    if options.output is not None:
        record = {"title": title(), "settings": settings, "import": imported}
        write(options.output, {**record, "floor": floors[True]}, settings)
    missed = list(judged(settings["asyncio, pinned to one core"], imported))
    return int(options.goals and bool(missed))


def parse_arguments() -> argparse.Namespace:
    """Read the command line."""
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    parser = argparse.ArgumentParser(description="Compare ways to dispatch a function.")
    parser.add_argument("--cache", type=Path, default=home / "loopsafe-benchmarks")
    parser.add_argument("--repeat", type=int, default=5, metavar="N", help="rounds (medians)")
    parser.add_argument("--goals", action="store_true", help="exit with 1 when one is missed")
    parser.add_argument("--output", type=Path, metavar="NAME", help="write NAME.json and NAME.svg")
    options = parser.parse_args()
    if options.repeat < 1:
        parser.error("--repeat needs at least one round")
    return options


def title() -> str:
    """Say what took part, on what."""
    parts = ", ".join(f"{name} {version}" for name, version in versions().items())
    return (
        f"{platform.python_implementation()} {platform.python_version()}, {platform.system()} "
        f"{platform.release()}, {platform.machine()}, {os.cpu_count()} cores\n{parts}\n"
        "32 threads each, medians"
    )


def measure(loop: str, repeat: int, *, pin: bool) -> Tables:
    """Measure one setting in a process of its own."""
    command = [sys.executable, str(HERE / "dispatch_measure.py"), loop, "--repeat", str(repeat)]
    result = subprocess.run(
        [*command, *(["--pin"] if pin else [])], stdout=subprocess.PIPE, check=True
    )
    found: Tables = json.loads(result.stdout)
    return found


def base_of(table: str, figures: dict[str, float]) -> float | None:
    """Return what is 1.00 in a table."""
    return figures.get(BASES.get(table, "run_in_executor"))


def show(name: str, tables: Tables) -> None:
    """Print the tables of one setting."""
    for table, figures in tables.items():
        print(f"\n{table}, {name}")
        base = base_of(table, figures)
        for way, figure in figures.items():
            ratio = "" if not base else f"{figure / base:>9.2f}"
            amount = f"{figure:,.0f}" if figure >= WHOLE else f"{figure:.2f}"
            print(f"  {way:<46}{amount:>12} {UNITS[table]:<7}{ratio}")
    print(flush=True)


def floor(*, pin: bool) -> float | None:
    """Return microseconds of the C program; ``None`` where it cannot be built."""
    compiler = shutil.which("cc")
    if compiler is None or platform.system() != "Linux":
        return None
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder) / "floor"
        source = str(HERE / "dispatch_floor.c")
        subprocess.run([compiler, "-O2", "-pthread", "-o", str(program), source], check=True)
        taskset = shutil.which("taskset") if pin else None
        core = str(max(os.sched_getaffinity(0)))
        command = [taskset, "-c", core] if taskset else []
        runs = [
            subprocess.run([*command, str(program)], stdout=subprocess.PIPE, check=True)
            for _ in range(3)
        ]
    return statistics.median(float(run.stdout) for run in runs)


def import_time(repeat: int) -> float:
    """Return milliseconds of ``import loopsafe`` in a fresh interpreter."""
    code = (
        "import time; began = time.perf_counter(); import loopsafe; "
        "print((time.perf_counter() - began) * 1e3)"
    )
    runs = [
        float(subprocess.run([sys.executable, "-c", code], stdout=-1, check=True).stdout)
        for _ in range(repeat + 2)
    ]
    return statistics.median(runs)


def judged(tables: Tables, imported: float) -> Iterator[str]:
    """Print each goal with what was reached. Yield those that were missed."""
    print("\ngoals (asyncio's own loop, pinned to one core)")
    for goal in GOALS:
        label = f"{goal.table}: {goal.name}"
        base = base_of(goal.table, tables[goal.table])
        if base is None:
            print(f"  {label:<46} not measured: what it is compared with is not installed")
            yield label
            continue
        ratio = tables[goal.table][goal.name] / base
        reached = ratio >= goal.bound if goal.least else ratio <= goal.bound
        sign = ">=" if goal.least else "<="
        print(f"  {label:<46}{ratio:>8.3f} {sign} {goal.bound:<6}{verdict(reached=reached)}")
        if not reached:
            yield label
    reached = imported <= IMPORT_GOAL
    print(
        f"  {'import loopsafe':<46}{imported:>8.1f} <= {IMPORT_GOAL} ms {verdict(reached=reached)}"
    )
    if not reached:
        yield "import loopsafe"


def verdict(*, reached: bool) -> str:
    """Say how it went."""
    return "reached" if reached else "MISSED"


def write(output: Path, record: dict[str, object], settings: dict[str, Tables]) -> None:
    """Write the figures, and a plot of them where matplotlib is installed."""
    output.with_suffix(".json").write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    if optional("matplotlib") is None:
        print("matplotlib is not installed: no plot")
        return
    pyplot = optional("matplotlib.figure")
    figure = pyplot.Figure(figsize=(14, 9), layout="constrained")
    figure.suptitle(title(), fontsize=8)
    pinned = settings["asyncio, pinned to one core"]
    axes = figure.subplots(2, 3).flat
    for axis, table in zip(axes, list(UNITS)[:6], strict=True):
        figures = pinned[table]
        colours = ["tab:blue" if "loopsafe" in name else "tab:grey" for name in figures]
        axis.barh(list(figures), list(figures.values()), color=colours)
        axis.invert_yaxis()
        axis.set_title(f"{table} ({UNITS[table]})")
        axis.tick_params(labelsize=7)
    figure.savefig(output.with_suffix(".svg"))


if __name__ == "__main__":
    sys.exit(main())
