"""What `dispatch.py` compares: each way to get a function onto its thread, in one notation.

A contender is made on the running loop, with the same number of threads for all. What is not
installed is left out, and the report says so.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import importlib
import importlib.metadata
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, Final, TypeAlias

import loopsafe

THREADS: Final = 32
HOME_ASSISTANT: Final = "2025.4.4"
HOME_ASSISTANT_NEEDS: Final = (
    "aiozoneinfo",
    "atomicwrites",
    "ciso8601",
    "orjson",
    "propcache",
    "python-slugify",
    "ulid-transform",
    "voluptuous",
    "yarl",
)
"""What the modules that ``homeassistant.core`` imports import in turn; the rest is not needed."""

Step: TypeAlias = Callable[[], Awaitable[object]]


@loopsafe.blocking
def blocking_job(value: int = 1) -> int:
    """Do nothing, in a worker."""
    return value


@loopsafe.callback
def callback_job(value: int = 1) -> int:
    """Do nothing, on the loop."""
    return value


async def coroutine_job(value: int = 1) -> int:
    """Do nothing, on the loop, without ever waiting."""
    return value


def optional(name: str) -> Any:  # noqa: ANN401  (a module, typed or not)
    """Return a module, or ``None`` if it is not installed."""
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def versions() -> dict[str, str]:
    """Return the versions of everything that takes part."""
    found = {}
    for name in (
        "loopsafe",
        "homeassistant",
        "anyio",
        "starlette",
        "asyncer",
        "asgiref",
        "janus",
        "trio",
        "uvloop",
    ):
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            found[name] = HOME_ASSISTANT if name == "homeassistant" and optional(name) else "-"
    return found


def add_home_assistant(cache: Path) -> None:
    """Make Home Assistant's core importable; install it into a folder if need be.

    Raises:
        subprocess.CalledProcessError: If pip fails.
    """
    if optional("homeassistant.core") is not None:
        return
    folder = cache.resolve() / f"homeassistant-core-{HOME_ASSISTANT}"
    if not folder.is_dir():
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        partial = folder.with_suffix(".partial")
        target = ["--target", str(partial)]
        wanted = f"homeassistant=={HOME_ASSISTANT}"
        subprocess.run([*pip, *target, "--no-deps", wanted], check=True)
        subprocess.run([*pip, *target, *HOME_ASSISTANT_NEEDS], check=True)
        partial.rename(folder)
    os.environ["PYTHONPATH"] = str(folder)  # for the child processes that measure
    sys.path.append(str(folder))


async def blocking_ways(stack: AsyncExitStack) -> dict[str, Step]:
    """Return the ways from the loop to a thread and back. Event-loop thread."""
    loop = asyncio.get_running_loop()
    executor = concurrent.futures.ThreadPoolExecutor(THREADS)
    loop.set_default_executor(executor)
    own = {"default": loopsafe.Workers(THREADS)}
    portable = await stack.enter_async_context(loopsafe.Router(executors=own, portable=True))
    router = await stack.enter_async_context(loopsafe.Router(executors=own))
    ways: dict[str, Step] = {
        "run_in_executor": lambda: loop.run_in_executor(executor, blocking_job, 1),
        "loopsafe Router.run": lambda: router.run(blocking_job, 1),
        "loopsafe.run": lambda: loopsafe.run(blocking_job, 1),
        "loopsafe portable": lambda: portable.run(blocking_job, 1),
        "asyncio.to_thread": lambda: asyncio.to_thread(blocking_job, 1),
    }
    hass = home_assistant()
    if hass is not None:
        ways["Home Assistant"] = lambda: hass.async_add_executor_job(blocking_job, 1)
    anyio = optional("anyio.to_thread")
    if anyio is not None:
        anyio.current_default_thread_limiter().total_tokens = THREADS
        ways["anyio"] = lambda: anyio.run_sync(blocking_job, 1)
    starlette = optional("starlette.concurrency")
    if starlette is not None:
        ways["starlette"] = lambda: starlette.run_in_threadpool(blocking_job, 1)
    asyncer = optional("asyncer")
    if asyncer is not None:
        ways["asyncer"] = lambda: asyncer.asyncify(blocking_job)(1)
    asgiref = optional("asgiref.sync")
    if asgiref is not None:
        sync_to_async = asgiref.sync_to_async(blocking_job, thread_sensitive=False)
        ways["asgiref"] = lambda: sync_to_async(1)
    if optional("janus") is not None:
        ways["janus"] = await janus_way(stack)
    return ways


def home_assistant() -> Any:  # noqa: ANN401  (Home Assistant is not typed here)
    """Return a Home Assistant that can dispatch, or ``None``. Event-loop thread.

    Its methods are the real ones. Its state is only what they use: to make the rest would take
    dozens of packages, and change no figure.
    """
    core = optional("homeassistant.core")
    if core is None:
        return None
    hass = object.__new__(core.HomeAssistant)
    hass.loop = asyncio.get_running_loop()
    hass._tasks, hass._background_tasks = set(), set()  # as __init__ does
    return hass


async def janus_way(stack: AsyncExitStack) -> Step:
    """Return a worker thread behind two janus queues: the job goes in, its result comes out."""
    janus = optional("janus")
    jobs, results = janus.Queue(), janus.Queue()

    def work() -> None:
        while (job := jobs.sync_q.get()) is not None:
            results.sync_q.put(job(1))

    thread = asyncio.get_running_loop().run_in_executor(None, work)

    async def step() -> object:
        jobs.async_q.put_nowait(blocking_job)
        return await results.async_q.get()

    async def end() -> None:
        jobs.async_q.put_nowait(None)
        await thread
        for queue in (jobs, results):
            await queue.aclose()

    stack.push_async_callback(end)
    return step


def from_thread_ways() -> dict[str, Callable[[asyncio.AbstractEventLoop], object]]:
    """Return the ways from a thread to the loop and back, each for its own kind of thread.

    They are called in a thread: loopsafe's in a worker of a router, anyio's in one of anyio.
    """
    from_thread = loopsafe.from_thread

    def threadsafe(loop: asyncio.AbstractEventLoop) -> object:
        return asyncio.run_coroutine_threadsafe(coroutine_job(1), loop).result()

    ways: dict[str, Callable[[asyncio.AbstractEventLoop], object]] = {
        "run_coroutine_threadsafe": threadsafe,
        "loopsafe from_thread.run, coroutine": lambda _: from_thread.run(coroutine_job, 1),
        "loopsafe from_thread.run, callback": lambda _: from_thread.run(callback_job, 1),
    }
    anyio = optional("anyio.from_thread")
    if anyio is not None:
        ways["anyio from_thread.run, coroutine"] = lambda _: anyio.run(coroutine_job, 1)
        ways["anyio from_thread.run_sync, callback"] = lambda _: anyio.run_sync(callback_job, 1)
    asgiref = optional("asgiref.sync")
    if asgiref is not None:
        to_sync = asgiref.async_to_sync
        ways["asgiref async_to_sync, coroutine"] = lambda _: to_sync(coroutine_job)(1)
    return ways
