import time


def wait() -> None:
    time.sleep(1)


class Device:
    def poll(self) -> None:
        time.sleep(1)
