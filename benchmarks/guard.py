"""What the guard costs: two workloads under nothing, under other tools, and under each level.

All in one run and side by side: every round measures each tool once, in a process of its own, in an
order that changes from round to round; a tool's figure is the median over the rounds of its time
divided by that of "nothing" in the same round. "nothing again" says how far to trust the figures.
"An idle thread" is what any second thread costs, before it does anything: from then on the kernel
counts the users of a file at each system call, and the C library's locks (those of the GIL) and
memory allocator are locked in earnest. A program that has resolved one host name has such threads,
so the goals are relative to that.

    python benchmarks/guard.py [--rounds 9] [--seconds 1.0] [--pin] [--json FILE]

Tools that are not installed are left out, and said to be.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import importlib
import importlib.util
import json
import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, Final, cast

THREAD: Final = "an idle thread"
TOOLS: Final = (
    "nothing",
    "nothing again",
    THREAD,
    "guard production",
    "guard staging",
    "guard test",
    "blockbuster",
    "aiocop",
    "asyncio debug",
)
GOALS: Final = {"guard production": 1.02, "guard staging": 1.05}
"""Relative to a program that has a second thread already, as nearly all have."""
CHUNK: Final = 500
STEADY: Final = {
    "MALLOC_MMAP_THRESHOLD_": str(1 << 28),
    "MALLOC_TRIM_THRESHOLD_": str(1 << 29),
    "MALLOC_TOP_PAD_": str(1 << 24),
}
"""asyncio reads into 256 KiB at a time. Whether glibc takes that from the kernel anew for each read
depends on what happens to lie at the end of the heap, and decides over two thirds of an echo's
time: no tool should look cheap, or dear, because of that."""


class Echo(asyncio.Protocol):
    """Sends back what it gets."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the connection."""
        self.transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Answer."""
        self.transport.write(data)


async def echo(seconds: float) -> float:
    """Return the usual time for a message there and back, in seconds."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Echo, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())

    async def chunk() -> None:
        for _ in range(CHUNK):
            writer.write(b"x" * 64)
            await reader.readexactly(64)

    usual = await _usual(chunk, seconds)
    writer.close()
    server.close()
    return usual


async def queues(seconds: float) -> float:
    """Return the usual time for an item there and back between two tasks, in seconds."""
    there: asyncio.Queue[int] = asyncio.Queue(1)
    back: asyncio.Queue[int] = asyncio.Queue(1)

    async def answer() -> None:
        while True:
            await back.put(await there.get())

    task = asyncio.create_task(answer())

    async def chunk() -> None:
        for number in range(CHUNK):
            await there.put(number)
            await back.get()

    usual = await _usual(chunk, seconds)
    task.cancel()
    return usual


WORKLOADS: Final[dict[str, Callable[[float], Coroutine[Any, Any, float]]]] = {
    "echo": echo,
    "queues": queues,
}


async def _usual(chunk: Callable[[], Coroutine[Any, Any, None]], seconds: float) -> float:
    await chunk()
    times = []
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        # What this process computes, on all its threads: what else the machine does is no matter.
        start = time.process_time()
        await chunk()
        times.append(time.process_time() - start)
    return statistics.median(times) / CHUNK


@contextlib.contextmanager
def _under(tool: str) -> Any:  # noqa: ANN401  (a context manager)
    if tool.startswith("guard"):
        from loopsafe import guard  # noqa: PLC0415  (this tool only)

        level: Any = tool.split()[1]
        with guard.guard("log", level=level):
            yield
    elif tool == "blockbuster":
        from blockbuster import blockbuster_ctx  # noqa: PLC0415  (this tool only)

        with blockbuster_ctx():
            yield
    elif tool == "aiocop":
        aiocop = importlib.import_module("aiocop")
        aiocop.patch_audit_functions()
        aiocop.start_blocking_io_detection(trace_depth=20)
        aiocop.activate()
        yield
    elif tool == THREAD:
        done = threading.Event()
        threading.Thread(target=done.wait).start()
        yield
        done.set()
    else:
        yield


def measure(tool: str, workload: str, seconds: float) -> float:
    """Measure in this process; the time of one turn, in seconds."""
    aiocop = importlib.import_module("aiocop") if tool == "aiocop" else None

    async def main() -> float:
        if aiocop is not None:
            aiocop.detect_slow_tasks(threshold_ms=100)
        return await WORKLOADS[workload](seconds)

    with _under(tool), asyncio.Runner(debug=tool == "asyncio debug") as runner:
        return runner.run(main())


def _child(tool: str, workload: str, seconds: float, *, pin: bool) -> float:
    command = [sys.executable, __file__, "--child", tool, workload, "--seconds", str(seconds)]
    done = subprocess.run(
        [*command, *(["--pin"] if pin else [])],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **STEADY},
    )
    if done.returncode:
        sys.exit(f"{tool}, {workload}:\n{done.stderr}")
    return float(done.stdout.splitlines()[-1])


def compare(rounds: int, seconds: float, *, pin: bool) -> dict[str, dict[str, float]]:
    """Return, for each workload and tool, the time relative to nothing."""
    tools = [tool for tool in TOOLS if _installed(tool)]
    for tool in sorted(set(TOOLS) - set(tools)):
        print(f"left out: {tool} is not installed")
    result: dict[str, dict[str, float]] = {}
    for workload in WORKLOADS:
        ratios: dict[str, list[float]] = {tool: [] for tool in tools}
        for number in range(rounds):
            shift = number % len(tools)
            order = tools[shift:] + tools[:shift]
            times = {tool: _child(tool, workload, seconds, pin=pin) for tool in order}
            for tool, taken in times.items():
                ratios[tool].append(taken / times["nothing"])
        result[workload] = {tool: statistics.median(found) for tool, found in ratios.items()}
    return result


def _installed(tool: str) -> bool:
    return tool not in {"blockbuster", "aiocop"} or importlib.util.find_spec(tool) is not None


def main() -> int:
    """Run the comparison and print a table. Returns 1 if a goal is missed."""
    parser = argparse.ArgumentParser(description="Compare what guards cost.")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--seconds", type=float, default=1.0, help="for one measurement")
    parser.add_argument("--pin", action="store_true", help="run each process on one core")
    parser.add_argument("--json", type=Path, help="write the ratios there, too")
    parser.add_argument("--child", nargs=2, metavar=("TOOL", "WORKLOAD"))
    options = parser.parse_args()
    if options.pin:
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    if options.child:
        tool, workload = options.child
        print(measure(tool, workload, options.seconds))
        return 0
    result = compare(options.rounds, options.seconds, pin=options.pin)
    if options.json:
        options.json.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    print("| | " + " | ".join(result) + " |")
    print("| --- |" + " --- |" * len(result))
    for tool in next(iter(result.values())):
        print(f"| {tool} | " + " | ".join(f"{found[tool]:.3f}" for found in result.values()) + " |")
    noise = max(abs(found["nothing again"] - 1) for found in result.values())
    missed = 0
    for workload, found in result.items():
        thread = found[THREAD]
        # Where a workload calls nothing that blockbuster patches, what staging does is still done.
        test = max(found.get("blockbuster", float("inf")), GOALS["guard staging"])
        for tool, goal in {**GOALS, "guard test": test}.items():
            if found[tool] > goal * thread + noise:
                missed += 1
                print(f"missed: {workload}, {tool}: {found[tool] / thread:.3f}, goal {goal:.3f}")
    print(f"figures differ by {noise:.3f} where nothing does; goals missed: {missed}")
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
