import time


class Device:
    level: int = 1

    @property
    def name(self) -> str:
        time.sleep(1)
        return ""
