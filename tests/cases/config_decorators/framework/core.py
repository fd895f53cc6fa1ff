from collections.abc import Callable
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[..., Any])


def callback(func: F) -> F:
    setattr(func, "_hass_callback", True)
    return func


def anywhere(func: F) -> F:
    return func


def in_worker(func: F) -> F:
    return func


def other(func: F) -> F:
    return func


class Hub:
    @staticmethod
    def job(func: F) -> F:
        return func
