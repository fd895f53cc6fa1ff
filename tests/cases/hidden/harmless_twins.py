"""Case 46: what only looks like I/O: files in memory, dicts, a project's own ``read``, ``get``, ``join``."""

import asyncio
import io

from loopsafe import callback


class Store:
    def read(self) -> str:
        return ""

    def get(self, block: bool = True) -> int:
        return 1

    def join(self) -> None: ...

    def acquire(self) -> None: ...

    def open(self) -> None: ...

    def sleep(self, seconds: float) -> None: ...

    def result(self) -> int:
        return 1


def sleep(seconds: float) -> None:
    """Shares its name with `time.sleep`, nothing else."""


def open_valve() -> None: ...


@callback
def on_event(store: Store, values: dict[str, int], future: asyncio.Future[int]) -> None:
    store.read()
    store.get()
    store.join()
    store.acquire()
    store.open()
    store.sleep(1)
    store.result()
    sleep(1)
    open_valve()
    values.get("name")
    ",".join(["a", "b"])
    future.result()
    buffer = io.StringIO()
    buffer.write("text")
    buffer.read()
    buffer.close()
    for line in io.StringIO("text"):
        print(line)
    with io.BytesIO(b"") as raw:
        raw.read()


@callback
def shadows() -> None:
    def open(name: str) -> str:
        return name

    open("name")
