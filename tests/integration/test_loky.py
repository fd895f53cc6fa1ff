"""Loky, whose processes take what cloudpickle packs."""

from __future__ import annotations

import asyncio
import os
import threading

import pytest

from loopsafe import Router, UnpicklableError, blocking

loky = pytest.importorskip("loky", reason="loky is not installed")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")


def test_loky_for_computing() -> None:
    """A lambda travels; what holds a lock is refused with its name."""
    lock = threading.Lock()

    @blocking(kind="cpu")
    def locked() -> None:
        with lock:
            pass

    async def main() -> None:
        executor = loky.ProcessPoolExecutor(1)
        try:
            async with Router(executors={"cpu": executor}) as router:
                square, pid = await router.run(blocking(kind="cpu")(lambda: (7 * 7, os.getpid())))
                assert (square, pid != os.getpid()) == (49, True)
                with pytest.raises(UnpicklableError, match=r'locked" cannot be sent to executor'):
                    router.run(locked)
        finally:
            executor.shutdown(wait=True)

    asyncio.run(main())
