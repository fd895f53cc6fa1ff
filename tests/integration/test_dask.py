"""A real Dask cluster under a name: two worker processes, one of which is killed at work."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from loopsafe import Router, UnpicklableError, blocking

distributed = pytest.importorskip("distributed", reason="Dask's distributed is not installed")

PATIENCE = 60.0
pytestmark = [
    # Its own: sockets of a worker that was killed, and a loop that it makes in a thread.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning"),
]


@blocking(executor="cluster")
def note(folder: str, number: int) -> tuple[int, int]:
    """Leave a trace of each run, and wait until the test lets go."""
    path = Path(folder)
    (path / f"run-{number}-{uuid.uuid4().hex}").write_text(str(os.getpid()), encoding="ascii")
    for _ in range(int(PATIENCE * 100)):
        if (path / "go").exists():
            return number, os.getpid()
        threading.Event().wait(0.01)
    msg = "the test never let go"
    raise TimeoutError(msg)


@blocking(executor="cluster")
def count_up(folder: str) -> int:
    """Have an effect: equal calls are not one and the same."""
    (Path(folder) / uuid.uuid4().hex).touch()
    return os.getpid()


@blocking(executor="cluster")
def failing(workers: int, *, retries: int) -> None:
    raise LookupError(workers, retries)


@pytest.fixture(scope="module")
def client() -> Iterator[Any]:
    """Start a scheduler and two worker processes on this machine."""
    with (
        distributed.LocalCluster(
            n_workers=2,
            threads_per_worker=2,
            processes=True,
            dashboard_address=None,
            silence_logs=50,
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        client.wait_for_workers(2)
        yield client


def test_equal_submissions_all_run(client: Any, tmp_path: Path) -> None:
    """Dask takes equal calls for one unless told otherwise; the router tells it."""

    async def main() -> None:
        async with Router(executors={"cluster": client.get_executor()}) as router:
            pids = await asyncio.gather(*[router.run(count_up, str(tmp_path)) for _ in range(5)])
            assert os.getpid() not in pids

    asyncio.run(main())
    assert len(list(tmp_path.iterdir())) == 5


def test_exceptions_and_keywords_of_the_function_s_own(client: Any) -> None:
    """``workers`` and ``retries`` mean something to Dask; here they are the function's."""

    async def main() -> None:
        async with Router(executors={"cluster": client.get_executor(pure=False)}) as router:
            with pytest.raises(LookupError) as caught:
                await router.run(failing, workers=1, retries=2)
            assert caught.value.args == (1, 2)
            assert router.stats()["cluster"].failed == 1

    asyncio.run(main())


def test_what_cannot_be_packed_is_refused_at_once(client: Any) -> None:
    """A lambda may travel; what holds a lock may not."""
    lock = threading.Lock()

    def locked() -> None:
        with lock:
            pass

    async def main() -> None:
        async with Router(executors={"cluster": client.get_executor()}) as router:
            assert await router.run(blocking(executor="cluster")(lambda: 5)) == 5
            with pytest.raises(UnpicklableError, match=r'locked" cannot be sent to executor "clu'):
                router.run(blocking(executor="cluster")(locked))

    asyncio.run(main())


def test_a_worker_that_is_killed_at_work_loses_nothing(client: Any, tmp_path: Path) -> None:
    """Its jobs run again on the other one, and everybody who waits gets a result."""

    async def main() -> None:
        async with Router(executors={"cluster": client.get_executor()}) as router:
            jobs = [router.start(note, str(tmp_path), number) for number in range(12)]
            victim = await asyncio.to_thread(_two_at_work, tmp_path)
            os.kill(victim, signal.SIGKILL)
            (tmp_path / "go").touch()
            results = await asyncio.wait_for(asyncio.gather(*jobs), PATIENCE)
            assert [number for number, _ in results] == list(range(12))
            assert victim not in {pid for _, pid in results}
        stats = router.stats()["cluster"]
        assert (stats.done, stats.failed, stats.cancelled) == (12, 0, 0)

    asyncio.run(main())
    runs = [path.name.split("-")[1] for path in tmp_path.glob("run-*")]
    assert len(runs) > len(set(runs)), "the victim's jobs ran a second time"
    client.wait_for_workers(2)


def _two_at_work(folder: Path) -> int:
    """Wait until both processes are at a job, and return one of them."""
    for _ in range(int(PATIENCE * 100)):
        pids = {path.read_text(encoding="ascii") for path in folder.glob("run-*")} - {""}
        if len(pids) == 2:
            return int(min(pids))
        threading.Event().wait(0.01)
    msg = "the workers did not begin"
    raise TimeoutError(msg)
