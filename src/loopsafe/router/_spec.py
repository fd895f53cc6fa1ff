"""What a router can be given as an executor."""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Final

LIMIT: Final = 32
"""Threads of the default executor. Threads that wait cost little; they are started on demand."""


@dataclass(frozen=True)
class Workers:
    """Threads of the router's own, for an entry of ``Router(executors=...)``.

    Raises:
        TypeError: If a number is no whole number.
        ValueError: If ``limit`` or ``queue`` is below 1, or ``substitutes`` below 0.
    """

    limit: int = LIMIT
    """How many jobs run at the same time. Threads are started on demand and used again."""
    queue: int | None = None
    """How many jobs may wait for a thread. When it is full, ``run`` waits for room, and ``start``
    and ``submit`` raise `QueueFullError`. Without a number there is no end."""
    substitutes: int | None = None
    """How many more threads there may be while workers wait for the event loop. As many as
    ``limit``, if not given."""

    def __post_init__(self) -> None:
        for name, least in (("limit", 1), ("queue", 1), ("substitutes", 0)):
            value = getattr(self, name)
            if value is None and name != "limit":
                continue
            if not isinstance(value, int) or isinstance(value, bool):
                msg = f"Workers({name}=...) needs a whole number, not {value!r}"
                raise TypeError(msg)
            if value < least:
                msg = f"Workers({name}={value}): it must be at least {least}"
                raise ValueError(msg)


def checked(executors: object) -> dict[str, Workers | Executor]:
    """Return a copy of what was given as ``executors``.

    Raises:
        TypeError: If it is no mapping from names to `Workers` and executors.
    """
    if not hasattr(executors, "items"):
        msg = f"Router(executors=...) needs a mapping from names to executors, not {executors!r}"
        raise TypeError(msg)
    found: dict[str, Workers | Executor] = {}
    for name, value in executors.items():
        if not isinstance(name, str):
            msg = f"Router(executors=...): {name!r} is no name, which is a string"
            raise TypeError(msg)
        if not isinstance(value, (Workers, Executor)):
            msg = (
                f'Router(executors=...): "{name}" is {value!r}, which is neither '
                "loopsafe.Workers(...) nor a concurrent.futures.Executor"
            )
            raise TypeError(msg)
        found[name] = value
    return found
