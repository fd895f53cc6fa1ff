"""Cases 51 to 54: a mark survives assignment, type variables, containers, returns, ``cast``."""

import asyncio
from collections.abc import Callable
from typing import Protocol, TypeVar, cast

from loopsafe import blocking, callback

T = TypeVar("T")


@blocking
def load() -> int:
    return 1


@callback
def fire() -> None: ...


def same(value: T) -> T:
    return value


def pick() -> object:
    return load


class Action(Protocol):
    @callback
    def __call__(self) -> None: ...


class Registry:
    def __init__(self) -> None:
        self.loaders = [load]
        self.stored: Callable[[], int] = lambda: 1


def plain(action: Callable[[], int]) -> None: ...


async def coroutine(registry: Registry) -> None:
    same(load)()  # E: "load"  [blocking-call]
    registry.loaders[0]()  # E: [blocking-call]
    registry.stored()
    plain(load)
    cast("Callable[[], int]", load)


@blocking
def in_worker(action: Action) -> None:
    action()  # E: [loop-only-call]
    same(fire)()  # E: "fire"  [loop-only-call]
