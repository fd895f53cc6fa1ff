from collections.abc import Callable

from loopsafe import AnyThread


class Bus:
    def __init__(self, work: AnyThread[Callable[[], None]]) -> None:
        self.work = work
