import time


def refresh() -> None:
    pass


async def poll() -> None:
    time.sleep(1)  # E: "time.sleep"  [blocking-call]


def relay() -> None:
    refresh()
