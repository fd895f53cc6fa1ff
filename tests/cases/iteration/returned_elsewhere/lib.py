import time
from collections.abc import Iterator


def rows() -> Iterator[int]:
    return (pause(number) for number in range(3))


class Rows:
    def __iter__(self) -> Iterator[int]:
        return rows()


def pause(number: int) -> int:
    time.sleep(number)
    return number
