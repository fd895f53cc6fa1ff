"""Case 74: helpers for the modules with settings of their own."""

import time
from typing import Any


def slow() -> None:
    time.sleep(1)


def opens() -> None:
    open("name").close()


def unknown(value: Any) -> None:
    value.go()


def async_fire() -> None:
    """Of no meaning here: the prefix holds in another module."""
    time.sleep(1)
