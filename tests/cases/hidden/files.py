"""Case 45: ``open`` and the methods of the file it gives."""

from io import TextIOWrapper

from loopsafe import blocking, callback


def load(name: str) -> str:
    with open(name) as file:
        return file.read()


@callback
def on_event(name: str, file: TextIOWrapper) -> None:
    open(name)  # E: "open"  [blocking-call]
    file.read()  # E: read"  [blocking-call]
    file.readline()  # E: readline"  [blocking-call]
    file.write("")  # E: write"  [blocking-call]
    file.close()  # E: close"  [blocking-call]
    for _ in file:  # E: [blocking-call]
        pass
    list(file)  # E: [blocking-call]
    load(name)  # E: "load" reaches  [blocking-call]


async def coroutine(name: str) -> None:
    file = open(name, "rb")  # E: "open"  [blocking-call]
    file.read()  # E: read"  [blocking-call]
    with file:  # E: [blocking-call]
        pass


async def writes(name: str) -> None:
    file = open(name, "wb")  # E: "open"  [blocking-call]
    file.write(b"")  # E: write"  [blocking-call]
    file.flush()  # E: flush"  [blocking-call]


@blocking
def in_worker(name: str) -> None:
    load(name)
    with open(name) as file:
        file.read()
