"""Cases 8, 42: a file that is opened and closed by one "with" is one error."""

import tempfile
import threading

LOCK = threading.Lock()


async def main(path: str) -> None:
    with open(path) as file:  # E: "open"  [blocking-call]
        file.read()  # E: "io.TextIOWrapper.read"  [blocking-call]
    with LOCK:  # E: "threading.Lock.__enter__"  [blocking-call]
        pass
    with tempfile.TemporaryDirectory() as folder:  # E: "tempfile.TemporaryDirectory"  [blocking-call]
        print(folder)
