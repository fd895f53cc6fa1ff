"""Case 68: a variable that is the running loop, or ``None`` where none runs."""

import asyncio
import time
from collections.abc import Coroutine
from typing import Any


def run(job: Coroutine[Any, Any, int]) -> object:
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        loop = None
    if loop is None:
        return asyncio.run(job)
    return loop.create_task(job)


def run_the_other_way(job: Coroutine[Any, Any, int]) -> object:
    loop = None
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        pass
    if loop:
        return loop.create_task(job)
    return asyncio.run(job)


def run_from_inside(job: Coroutine[Any, Any, int]) -> object:
    loop = asyncio._get_running_loop()
    if not loop or loop.is_closed():
        time.sleep(1)
    if loop is not None:
        return loop.create_task(job)
    return asyncio.run(job)


def run_wrongly(job: Coroutine[Any, Any, int]) -> object:
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        loop = None
    if loop is not None:
        return asyncio.run(job)
    return None


def run_on_another(job: Coroutine[Any, Any, int]) -> object:
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        loop = asyncio.new_event_loop()
    if loop is None:
        return None
    return loop.run_until_complete(job)


def ask(job: Coroutine[Any, Any, int]) -> object:
    loop = asyncio.get_event_loop()
    if loop.is_running():
        return asyncio.ensure_future(job)
    return loop.run_until_complete(job)


def ask_at_once() -> None:
    if not asyncio.get_event_loop().is_running():
        time.sleep(1)


def ask_wrongly() -> None:
    if asyncio.get_event_loop().is_running():
        time.sleep(1)


class Server:
    def is_running(self) -> bool:
        return True


def ask_another(server: Server) -> None:
    if not server.is_running():
        time.sleep(1)


async def main(job: Coroutine[Any, Any, int], server: Server) -> None:
    run(job)
    run_the_other_way(job)
    run_from_inside(job)  # E: "run_from_inside" reaches "time.sleep"  [blocking-call]
    run_wrongly(job)  # E: "run_wrongly" reaches "asyncio.run"  [blocking-call]
    run_on_another(job)  # E: "run_on_another" reaches  [blocking-call]
    ask(job)
    ask_at_once()
    ask_wrongly()  # E: "ask_wrongly" reaches "time.sleep"  [blocking-call]
    ask_another(server)  # E: "ask_another" reaches "time.sleep"  [blocking-call]
