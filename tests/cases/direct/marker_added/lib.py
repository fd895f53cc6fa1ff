import time


def refresh() -> None:
    time.sleep(1)


def load() -> int:
    return 1
