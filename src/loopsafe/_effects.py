"""The effect model: categories, effects, contexts, and the table that joins them.

Owns the vocabulary that every enforcer shares: the mypy plugin, the router and the guard all read
*this* table, so they cannot disagree about what is allowed where. It holds no inference, no
messages and no I/O, and imports nothing but the standard library.

The categories are those of Home Assistant's developer guide ("Asynchronous programming: working
with async"): coroutines, callbacks, thread-safe functions, and the rest, which block.
"""

from __future__ import annotations

import enum
from collections.abc import Callable
from typing import Any, ClassVar, Final, Literal

KindName = Literal[
    "sleep",
    "network",
    "disk",
    "subprocess",
    "database",
    "lock",
    "console",
    "import",
    "cpu",
    "other",
]
"""What a blocking function waits for. ``other`` is for a marker that does not say."""

KINDS: Final[tuple[KindName, ...]] = (
    "sleep",
    "network",
    "subprocess",
    "database",
    "disk",
    "console",
    "lock",
    "cpu",
    "import",
    "other",
)
"""All kinds, the one that is worth reporting most first."""


class Category(enum.Enum):
    """Where a function may run, as its author declared it."""

    COROUTINE = "coroutine"
    """``async def``: runs on the event-loop thread and may suspend."""
    CALLBACK = "callback"
    """``@callback``: runs on the event-loop thread, in one go."""
    THREAD_SAFE = "thread_safe"
    """``@thread_safe``: runs on any thread, works in memory only."""
    BLOCKING = "blocking"
    """``@blocking``: runs in a worker thread only, and may wait there."""

    __hash__: ClassVar[Callable[[Any], int]] = (
        object.__hash__
    )  # members are unique; an enum's own hashes the name each time


class Context(enum.Enum):
    """The thread a body runs on, as far as it is known."""

    LOOP = "loop"
    WORKER = "worker"
    ANYWHERE = "anywhere"

    __hash__: ClassVar[Callable[[Any], int]] = object.__hash__


class Effect(enum.Flag):
    """What calling a function may do to the calling thread. Joining is ``|``."""

    NONE = 0
    UNKNOWN = enum.auto()
    """The analysis could not see."""
    BLOCKS = enum.auto()
    """The calling thread may wait: for time, a peer, a disk, a lock, a long computation."""
    LOOP_ONLY = enum.auto()
    """The caller must be on the event-loop thread."""


CONTEXT_OF: Final = {
    Category.COROUTINE: Context.LOOP,
    Category.CALLBACK: Context.LOOP,
    Category.THREAD_SAFE: Context.ANYWHERE,
    Category.BLOCKING: Context.WORKER,
}
"""The context in which the body of a declared function runs."""

EFFECT_OF: Final = {
    Category.COROUTINE: Effect.NONE,
    Category.CALLBACK: Effect.LOOP_ONLY,
    Category.THREAD_SAFE: Effect.NONE,
    Category.BLOCKING: Effect.BLOCKS,
}
"""What calling a declared function does. Calling a coroutine function only makes an awaitable."""

FORBIDDEN: Final = {
    Context.LOOP: Effect.BLOCKS,
    Context.WORKER: Effect.LOOP_ONLY,
    Context.ANYWHERE: Effect.BLOCKS | Effect.LOOP_ONLY,
}
"""THE table: the effects that a body in each context must not have."""


def violation(context: Context, effect: Effect) -> Effect:
    """Return the part of ``effect`` that ``context`` forbids (``Effect.NONE`` if it is fine)."""
    return effect & FORBIDDEN[context]
