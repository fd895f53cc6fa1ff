import time


def connect() -> int:
    return 1


def wait() -> None:
    time.sleep(1)


class Device:
    def poll(self) -> None:
        time.sleep(1)
