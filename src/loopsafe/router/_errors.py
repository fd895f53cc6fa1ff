"""The errors of the router, each with the remedy in its message.

All but those of a wrong argument are `RouterError`, so one ``except`` catches what routing itself
can do wrong. What a *job* raises is never wrapped: it reaches whoever waits as it was raised.
"""

from __future__ import annotations

from concurrent.futures import CancelledError


class RouterError(RuntimeError):
    """The router could not do what it was asked."""


class RouterClosedError(RouterError):
    """The router is closed, was not opened yet, or lost its threads in a fork."""


class WrongLoopError(RouterError):
    """The router belongs to the event loop of another thread, or no loop is running here."""


class NotInWorkerError(RouterError):
    """`loopsafe.from_thread` was used where there is no worker thread to come from."""


class UnknownExecutorError(RouterError, LookupError):
    """A function names an executor that the router does not have."""


class QueueFullError(RouterError):
    """The executor's queue is full, and the caller cannot be made to wait."""


class WouldDeadlockError(RouterError):
    """Every thread that could do the work would be waiting for it."""


class BlockingOnLoopError(RouterError):
    """The event-loop thread asked to wait for a result that is not there yet."""


class JobLostError(RouterError, CancelledError):
    """The event loop was closed before the job had a result."""


class NotRoutableError(TypeError):
    """What was passed is nothing that can be called and routed."""


class UnpicklableError(TypeError):
    """The function must travel to another process or interpreter, and cannot."""


class CoroutineFromWorkerError(TypeError):
    """A plain function returned a coroutine in a worker thread, where nothing would await it."""
