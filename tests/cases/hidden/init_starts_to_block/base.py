import time
from dataclasses import dataclass, field


class Base:
    def __init__(self) -> None:
        self.number = 1


def measure() -> int:
    time.sleep(1)
    return 1


@dataclass
class Reading:
    value: int = field(default_factory=measure)
