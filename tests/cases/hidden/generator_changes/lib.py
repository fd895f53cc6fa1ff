import time
from collections.abc import Iterable


def numbers() -> Iterable[int]:
    time.sleep(1)
    return [1, 2]
