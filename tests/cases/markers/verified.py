"""Case 72: wherever a marker stands, the body below it is verified."""

import time

from loopsafe import blocking, callback, thread_safe


def slow() -> None:
    time.sleep(1)


class Device:
    @staticmethod
    @callback
    def static() -> None:
        slow()  # E: [blocking-call]

    @callback
    @classmethod
    def of_class(cls) -> None:
        slow()  # E: [blocking-call]

    @property
    @thread_safe
    def level(self) -> int:
        slow()  # E: [blocking-call]
        return 1

    @level.setter
    @callback
    def level(self, value: int) -> None:
        slow()  # E: [blocking-call]

    @callback
    def __call__(self) -> None:
        slow()  # E: [blocking-call]

    @callback
    def __init__(self) -> None:
        slow()  # E: [blocking-call]


def unmarked() -> None:
    @callback
    def local() -> None:
        slow()  # E: [blocking-call]

    class Local:
        @callback
        def method(self) -> None:
            slow()  # E: [blocking-call]


@callback()
def called_without_arguments() -> None:
    slow()  # E: [blocking-call]


@callback(unchecked=False)
def explicitly_checked() -> None:
    slow()  # E: [blocking-call]


by_call = callback(lambda: slow())  # E: [blocking-call]


if slow:

    @thread_safe
    def conditional() -> None:
        slow()  # E: [blocking-call]
