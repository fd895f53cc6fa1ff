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

    class OnLoopCallable(FunctionType):  # type: ignore[misc]  # pyright: ignore[reportGeneralTypeIssues]
        """The class of a callable typed ``OnLoop[...]``."""

    class InWorkerCallable(FunctionType):  # type: ignore[misc]  # pyright: ignore[reportGeneralTypeIssues]
        """The class of a callable typed ``InWorker[...]``."""

    class AnyThreadCallable(FunctionType):  # type: ignore[misc]  # pyright: ignore[reportGeneralTypeIssues]
        """The class of a callable typed ``AnyThread[...]``."""


T = TypeVar("T")

OnLoop = Annotated[T, Context.LOOP]
"""The callable in this slot is called on the event-loop thread: it must not block."""

InWorker = Annotated[T, Context.WORKER]
"""The callable in this slot is called in a worker thread: it must not need the loop."""

AnyThread = Annotated[T, Context.ANYWHERE]
"""The callable in this slot is called on any thread: it must neither block nor need the loop."""
