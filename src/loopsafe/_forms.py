# mypy: disable-error-code="misc"
"""The forms that say on which thread a callable will be called.

``OnLoop[Callable[..., object]]`` is a slot (a parameter, an attribute, an item) whose value is
called on the event-loop thread; ``InWorker`` and ``AnyThread`` likewise. Each is an ``Annotated``
alias: a type checker without the plugin sees the callable and nothing else, and at run time the
marker can be read with ``typing.get_type_hints(..., include_extras=True)``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, TypeVar

from loopsafe._effects import Context

if TYPE_CHECKING:
    # What the mypy plugin gives a callable's type as its class, so that the type knows its thread.
    # The classes exist for type checkers only; FunctionType is final, and nothing is inherited.
    from types import FunctionType

    class OnLoopCallable(FunctionType):  # pyright: ignore[reportGeneralTypeIssues]
        """The class of a callable typed ``OnLoop[...]``."""

    class InWorkerCallable(FunctionType):  # pyright: ignore[reportGeneralTypeIssues]
        """The class of a callable typed ``InWorker[...]``."""

    class AnyThreadCallable(FunctionType):  # pyright: ignore[reportGeneralTypeIssues]
        """The class of a callable typed ``AnyThread[...]``."""

    # Callables that are marked @blocking(kind=...), so that a project may ignore the kind.
    class SleepCallable(InWorkerCallable):
        """The class of a callable that sleeps."""

    class NetworkCallable(InWorkerCallable):
        """The class of a callable that waits for the network."""

    class SubprocessCallable(InWorkerCallable):
        """The class of a callable that waits for a process."""

    class DatabaseCallable(InWorkerCallable):
        """The class of a callable that waits for a database."""

    class DiskCallable(InWorkerCallable):
        """The class of a callable that waits for a disk."""

    class ConsoleCallable(InWorkerCallable):
        """The class of a callable that waits for a person or a terminal."""

    class LockCallable(InWorkerCallable):
        """The class of a callable that waits for other threads."""

    class CpuCallable(InWorkerCallable):
        """The class of a callable that computes for long."""

    class ImportCallable(InWorkerCallable):
        """The class of a callable that imports modules."""


T = TypeVar("T")

OnLoop = Annotated[T, Context.LOOP]
"""The callable in this slot is called on the event-loop thread: it must not block."""

InWorker = Annotated[T, Context.WORKER]
"""The callable in this slot is called in a worker thread: it must not need the loop."""

AnyThread = Annotated[T, Context.ANYWHERE]
"""The callable in this slot is called on any thread: it must neither block nor need the loop."""
