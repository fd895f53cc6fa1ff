"""`loopsafe.on_loop`: which thread is this?"""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading

import loopsafe


def test_off_the_loop() -> None:
    """No loop runs in a thread that has none."""
    assert not loopsafe.on_loop()


def test_on_the_loop_and_in_its_worker() -> None:
    """The thread of a running loop, and only that one."""

    async def both() -> tuple[bool, bool]:
        return loopsafe.on_loop(), await asyncio.to_thread(loopsafe.on_loop)

    assert asyncio.run(both()) == (True, False)


def test_another_thread_runs_the_loop() -> None:
    """A loop elsewhere in the process does not count."""
    inside, outside = threading.Event(), threading.Event()

    async def wait() -> None:
        inside.set()
        await asyncio.to_thread(outside.wait, 30)

    thread = threading.Thread(target=asyncio.run, args=(wait(),))
    thread.start()
    assert inside.wait(30)
    here = loopsafe.on_loop()
    outside.set()
    thread.join(30)
    assert not here


def test_it_does_not_load_asyncio() -> None:
    """Without asyncio no loop can be running, and importing it takes long."""
    code = "import sys, loopsafe; print(loopsafe.on_loop(), 'asyncio' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False False\n"
