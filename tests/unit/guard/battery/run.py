"""Try operations of the battery on a loop, under a guard."""

from __future__ import annotations

import asyncio
import contextlib
import inspect
import tempfile
import threading
from pathlib import Path
from typing import NamedTuple

from loopsafe import guard
from loopsafe.guard.engine import ENGINE
from loopsafe.guard.settings import LevelName
from tests.unit.guard.battery import (
    OPERATIONS,
    Operation,
    Step,
    World,
    computing,
    disk,
    layers,
    listed,
    silent,
    threads,
    waiting,
)

MODULES = (disk, waiting, threads, computing, layers, listed, silent)


class Outcome(NamedTuple):
    """What a guard said of one operation."""

    operation: Operation
    sensor: str | None
    """Which one caught it, or ``None``."""
    told: str | None
    """The name it gave."""


def operations() -> list[Operation]:
    """Return the whole battery."""
    return list(OPERATIONS)


def attempt(operation: Operation, watching: guard.Guard) -> Outcome:
    """Try one operation, under a guard that is installed already and is used for nothing else."""
    counts = {record.first.key: record.count for record in watching.violations}
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        step = operation.prepare(World(Path(folder), stack))
        with contextlib.suppress(guard.BlockingCallError, OSError):
            asyncio.run(_on_the_loop(step))
    _wait_for_a_look()
    for record in watching.violations:
        if record.count > counts.get(record.first.key, 0):
            return Outcome(operation, record.first.sensor, record.first.operation)
    return Outcome(operation, None, None)


def attempt_all(level: LevelName) -> list[Outcome]:
    """Try the whole battery at one level."""
    watching = guard.install("raise", level=level)
    try:
        return [attempt(operation, watching) for operation in operations()]
    finally:
        guard.uninstall(watching)


def _wait_for_a_look() -> None:
    """Let the watchdog finish the look that it is at: it may be telling of the operation."""
    watchdog = ENGINE._watchdog
    assert watchdog is not None
    looks, moment = watchdog._looks, threading.Event()
    while watchdog._looks == looks:
        moment.wait(0.001)


async def _on_the_loop(step: Step) -> None:
    # A callback of its own, which is how code mostly runs on a loop.
    await asyncio.sleep(0)
    result = step()
    if inspect.isawaitable(result):
        await result
