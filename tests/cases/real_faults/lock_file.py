"""Cases 25, 42: a lock file is made where a context manager is entered."""

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator, Iterator

@contextlib.contextmanager
def locked(path: str) -> Iterator[None]:
    fd = os.open(path, os.O_CREAT)
    try:
        yield
    finally:
        os.close(fd)
        os.unlink(path)

@contextlib.asynccontextmanager
async def session(path: str) -> AsyncIterator[str]:
    with locked(path):  # E: [blocking-call]
        yield path

async def main() -> None:
    async with session("a") as path:
        print(path)
