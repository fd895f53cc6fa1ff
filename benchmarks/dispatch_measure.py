"""The measurements of `dispatch.py`.

Run as a script, it prints those of one setting as JSON::

    python dispatch_measure.py asyncio --pin --repeat 5

Contenders take turns within each round, so that a machine that gets slower does so for all.
"""

from __future__ import annotations

import argparse
import asyncio
import concurrent.futures
import functools
import json
import multiprocessing
import os
import statistics
import sys
import time
import timeit
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from typing import Any, Final, TypeAlias

from dispatch_contenders import (
    THREADS,
    Step,
    blocking_job,
    blocking_ways,
    callback_job,
    coroutine_job,
    from_thread_ways,
    home_assistant,
    optional,
)

import loopsafe

CALLS: Final = 10_000
BEST_OF: Final = 5
"""Of so many tries in a round the best counts: a disturbance is longer than what is measured."""
TRIPS: Final = 2_000
JOBS_EACH: Final = 10
"""Jobs that each of the tasks in flight does, so that to make the tasks does not count."""

Figures: TypeAlias = dict[str, float]


def median_of(rounds: list[Figures]) -> Figures:
    """Return the median of each figure."""
    return {name: statistics.median(round_[name] for round_ in rounds) for name in rounds[0]}


async def round_trips(ways: dict[str, Step], repeat: int) -> Figures:
    """Return microseconds from the loop to a thread and back, one at a time."""
    rounds = []
    for _ in range(repeat):
        figures = {}
        for name, step in ways.items():
            for _ in range(50):
                await step()
            began = time.perf_counter()
            for _ in range(TRIPS):
                await step()
            figures[name] = (time.perf_counter() - began) / TRIPS * 1e6
        rounds.append(figures)
    return median_of(rounds)


async def throughput(ways: dict[str, Step], in_flight: int, repeat: int) -> Figures:
    """Return jobs a second with so many tasks that do one job after the other."""

    async def worker(step: Step, count: int) -> None:
        for _ in range(count):
            await step()

    rounds = []
    each = max(JOBS_EACH, 20_000 // in_flight)
    for _ in range(repeat):
        figures = {}
        for name, step in ways.items():
            began = time.perf_counter()
            await asyncio.gather(*[worker(step, each) for _ in range(in_flight)])
            figures[name] = in_flight * each / (time.perf_counter() - began)
        rounds.append(figures)
    return median_of(rounds)


def on_the_loop(repeat: int) -> Figures:
    """Return nanoseconds of a call that stays on the loop's thread, the loop's own cost included.

    What is made is dropped where nobody waits for it, as Home Assistant's dispatcher does.
    """
    names: dict[str, Any] = {
        "callback_job": callback_job,
        "job": loopsafe.Job(callback_job),
        "run": loopsafe.run,
    }
    statements = {
        "plain call": "callback_job(1)",
        "loopsafe Job.fire, callback": "job.fire(1)",
        "loopsafe Job.run, callback": "job.run(1)",
        "loopsafe.run, callback": "run(callback_job, 1)",
    }
    hass = home_assistant()
    core = optional("homeassistant.core")
    if hass is not None:
        names |= {"hass": hass, "hass_job": core.HassJob(core.callback(callback_job))}
        statements["Home Assistant async_run_hass_job, callback"] = (
            "hass.async_run_hass_job(hass_job, 1)"
        )
    rounds = [
        {
            name: min(timeit.repeat(statement, globals=names, number=CALLS, repeat=BEST_OF))
            / CALLS
            * 1e9
            for name, statement in statements.items()
        }
        for _ in range(repeat)
    ]
    return median_of(rounds)


COROUTINES: Final = """\
async def measure():
    began = clock()
    for _ in range({count}):
        {statement}
    return clock() - began
"""


async def coroutines(repeat: int) -> Figures:
    """Return nanoseconds to run a coroutine that never waits, to its end."""
    loop = asyncio.get_running_loop()
    names: dict[str, Any] = {
        "clock": time.perf_counter,
        "coroutine_job": coroutine_job,
        "job": loopsafe.Job(coroutine_job),
        "run": loopsafe.run,
        "create_task": loop.create_task,
        "Task": asyncio.Task,
        "loop": loop,
    }
    statements = {
        "await": "await coroutine_job(1)",
        "loopsafe.run": "await run(coroutine_job, 1)",
        "loopsafe Job.run": "await job.run(1)",
        "create_task": "await create_task(coroutine_job(1))",
    }
    if sys.version_info >= (3, 12):
        statements["eager task"] = "Task(coroutine_job(1), loop=loop, eager_start=True)"
    hass = home_assistant()
    core = optional("homeassistant.core")
    if hass is not None:
        names |= {"hass": hass, "hass_job": core.HassJob(coroutine_job)}
        statements["Home Assistant async_run_hass_job"] = "hass.async_run_hass_job(hass_job, 1)"
    measures: dict[str, Callable[[], Coroutine[Any, Any, float]]] = {}
    for name, statement in statements.items():
        namespace = dict(names)
        exec(COROUTINES.format(count=CALLS, statement=statement), namespace)  # noqa: S102
        measures[name] = namespace["measure"]
    rounds = []
    for _ in range(repeat):
        figures = {}
        for name, run in measures.items():
            figures[name] = min([await run() for _ in range(BEST_OF)]) / CALLS * 1e9
        rounds.append(figures)
    return median_of(rounds)


async def from_threads(repeat: int) -> Figures:
    """Return microseconds from a thread to the loop and back."""
    loop = asyncio.get_running_loop()
    anyio = optional("anyio.to_thread")

    def many(way: Callable[[asyncio.AbstractEventLoop], object]) -> float:
        for _ in range(50):
            way(loop)
        began = time.perf_counter()
        for _ in range(TRIPS):
            way(loop)
        return (time.perf_counter() - began) / TRIPS * 1e6

    rounds = []
    async with loopsafe.Router() as router:
        for _ in range(repeat):
            figures = {}
            for name, way in from_thread_ways().items():
                enter: Any = anyio.run_sync if "anyio" in name else router.run
                figures[name] = await enter(many, way)
            rounds.append(figures)
    return median_of(rounds)


def compute(seconds: float) -> int:
    """Compute in pure Python."""
    end = time.perf_counter() + seconds
    number = 0
    while time.perf_counter() < end:
        number += 1
    return number


@loopsafe.blocking(kind="cpu")
def compute_marked(seconds: float) -> int:
    """Compute where computing belongs."""
    return compute(seconds)


@loopsafe.blocking
def compute_in_threads(seconds: float) -> int:
    """Compute where it does not belong."""
    return compute(seconds)


async def lateness(repeat: int) -> Figures:
    """Return milliseconds by which a sleep of 1 ms on the loop is late while others compute."""
    context = multiprocessing.get_context("spawn")
    figures = {"nothing": [await late()]}
    with concurrent.futures.ProcessPoolExecutor(1, mp_context=context) as processes:
        async with loopsafe.Router(executors={"cpu": processes}) as router:
            await router.run(compute_marked, 0.01)
            for _ in range(repeat):
                figures.setdefault("cpu, process pool", []).append(
                    await late(functools.partial(router.run, compute_marked), 4)
                )
    async with loopsafe.Router() as router:
        for _ in range(repeat):
            for name, func in (
                ("cpu, the default: one thread", compute_marked),
                ("unmarked kind: four threads", compute_in_threads),
            ):
                way = functools.partial(router.run, func)
                figures.setdefault(name, []).append(await late(way, 4))
    return {name: statistics.median(found) for name, found in figures.items()}


async def late(start: Callable[[float], Any] | None = None, jobs: int = 0) -> float:
    """Return how late sleeps are, in the mean, while jobs of a tenth of a second compute."""
    work = [asyncio.ensure_future(start(0.1)) for _ in range(jobs)] if start else []
    delays = []
    for _ in range(50):
        began = time.perf_counter()
        await asyncio.sleep(0.001)
        delays.append(time.perf_counter() - began - 0.001)
        if work and all(job.done() for job in work):
            break
    await asyncio.gather(*work)
    return statistics.mean(delays) * 1e3


def trio_figures(repeat: int) -> dict[str, Figures]:
    """Return what trio needs for the same, on its own loop."""
    trio = optional("trio")
    if trio is None:
        return {}
    limiter = trio.CapacityLimiter(THREADS)

    async def step() -> None:
        await trio.to_thread.run_sync(blocking_job, 1, limiter=limiter)

    async def trips() -> float:
        began = time.perf_counter()
        for _ in range(TRIPS):
            await step()
        return (time.perf_counter() - began) / TRIPS * 1e6

    async def rate(in_flight: int) -> float:
        async def worker(count: int) -> None:
            for _ in range(count):
                await step()

        each = max(JOBS_EACH, 20_000 // in_flight)
        began = time.perf_counter()
        async with trio.open_nursery() as nursery:
            for _ in range(in_flight):
                nursery.start_soon(worker, each)
        return in_flight * each / (time.perf_counter() - began)

    return {
        "round trip": {"trio": statistics.median(trio.run(trips) for _ in range(repeat))},
        "100 in flight": {"trio": statistics.median(trio.run(rate, 100) for _ in range(repeat))},
        "10,000 in flight": {"trio": trio.run(rate, 10_000)},
    }


async def measured(repeat: int) -> dict[str, Figures]:
    """Return everything that one loop can tell."""
    found = {"on the loop": on_the_loop(repeat), "coroutine": await coroutines(repeat)}
    async with AsyncExitStack() as stack:
        ways = await blocking_ways(stack)
        found["round trip"] = await round_trips(ways, repeat)
        ways.pop("janus", None)  # one thread behind two queues is no pool
        found["100 in flight"] = await throughput(ways, 100, repeat)
        found["10,000 in flight"] = await throughput(ways, 10_000, max(1, repeat // 2))
    found["from a thread"] = await from_threads(repeat)
    found["lateness"] = await lateness(max(1, repeat // 2))
    return found


def main() -> None:
    """Measure one setting and print it."""
    parser = argparse.ArgumentParser(description="Measure one setting.")
    parser.add_argument("loop", choices=["asyncio", "uvloop"])
    parser.add_argument("--pin", action="store_true")
    parser.add_argument("--repeat", type=int, default=5)
    options = parser.parse_args()
    if options.pin:
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    factory = optional("uvloop").new_event_loop if options.loop == "uvloop" else None
    with asyncio.Runner(loop_factory=factory) as runner:
        found = runner.run(measured(options.repeat))
    if options.loop == "asyncio":
        for table, figures in trio_figures(options.repeat).items():
            found[table] |= figures
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
